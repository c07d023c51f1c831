import re

KINDS = re.compile(r"\s*(?:(?P<number>\d+)|(?P<name>[A-Za-z_]\w*)|(?P<operator>[-+*/])|(?P<bracket>[()])|(?P<comma>,))")


def tokenize(text):
    tokens = []
    place = 0
    text = text.rstrip()
    while place < len(text):
        found = KINDS.match(text, place)
        if found is None:
            raise SyntaxError(f"unknown character at {place}")
        kind = found.lastgroup
        value = found.group(kind)
        tokens.append((kind, int(value) if kind == "number" else value))
        place = found.end()
    return tokens
