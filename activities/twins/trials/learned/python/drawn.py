def LEARN_DRAWN(plan):
    """Values by lot in the place of those that tests know, and where one of them turns up again."""
    import decimal
    import fractions
    import hashlib
    import random
    import re

    numeric = (int, float, decimal.Decimal, fractions.Fraction)
    length = 10
    most_leaves = 2000
    letters = "abcdefghijklmnopqrstuvwxyz"
    tokens = re.compile(r"[a-z]{10,}|\d+(?:\.\d+)?(?:e[+-]?\d+)?")
    number_in_text = re.compile(r"\d+(?:\.\d+)?")

    class Drawn:
        def __init__(self):
            self.numbers = set(plan["numbers"])
            self.words = set(plan["words"])
            # Where each was put, so that the same can be done there alone.
            self.places = {}

        def is_known(self, leaf):
            return any(True for _ in self.within(leaf))

        def within(self, leaf):
            """Those of the drawn values that a text or number holds."""
            if type(leaf) is bytes:
                leaf = leaf[:1000000].decode("latin1")
            if isinstance(leaf, str):
                for token in tokens.findall(str.lower(leaf[:1000000])):
                    if token[0] in letters:
                        for start in range(len(token) - length + 1):
                            if token[start : start + length] in self.words:
                                yield token[start : start + length]
                    elif float(token) in self.numbers:
                        yield float(token)
            elif isinstance(leaf, numeric) and not isinstance(leaf, bool) and leaf == leaf:
                if type(leaf) in numeric and abs(leaf) in self.numbers:
                    yield float(abs(leaf))

        def other_number(self, value, draw, place):
            # Several sizes: none of them is one by which work could tell such a value.
            found = value + draw.randint(10 ** draw.randint(3, 5), 10**6)
            self.numbers.add(abs(found))
            self.places[float(abs(found))] = place
            return found

        def other_text(self, text, draw, place):
            word = re.search(r"[A-Za-z]+", text)
            if word is None:
                number = number_in_text.search(text)
                if number is None:
                    return text
                kind = float if "." in number.group() else int
                found = self.other_number(kind(number.group()), draw, place)
                return text[: number.start()] + str(found) + text[number.end() :]
            found = "".join(draw.choice(letters) for _ in range(length))
            self.words.add(found)
            self.places[found] = place
            said = word.group()
            if said.isupper():
                found = found.upper()
            elif said[0].isupper():
                found = found.capitalize()
            return text[: word.start()] + found + text[word.end() :]

        def other(self, value, site, left=None):
            """Another value of its kind, the same one for the same value at the same place."""
            left = left or [most_leaves]
            left[0] -= 1
            if left[0] < 0:
                return value
            kind = type(value)
            if kind in (list, tuple):
                return kind(self.other(one, site, left) for one in value)
            if kind is dict:
                return {key: self.other(one, site, left) for key, one in value.items()}
            if kind in (set, frozenset):
                return kind(self.other(one, site, left) for one in sorted(value, key=repr))
            if kind not in (*numeric, bool, str, bytes) or value is False or value != value or self.is_known(value):
                return value
            place = hashlib.sha256(f"{site} {value!r}".encode("utf8", "replace")).hexdigest()[:16]
            if plan["only"] is not None and place not in plan["only"]:
                return value
            draw = random.Random(f"{plan['seed']} {place}")
            if kind is str:
                return self.other_text(value, draw, place)
            if kind is bytes:
                return self.other_text(value.decode("latin1"), draw, place).encode("latin1")
            if kind is float and abs(value) == float("inf"):
                return value
            return self.other_number(int(value) if kind is bool else value, draw, place)

    return Drawn()


