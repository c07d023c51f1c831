"""A changed file: certain places of it are written otherwise, and at most one of these so that its case has to fail.

All are written alike (`4` becomes `int("735") - 731` or `int("736") - 731`), in every file at the same places, and so is the rest of the
file, so that only who evaluates them can tell which is which.
"""

import random

import literals
import restyle
import source_text
import unlike

LONGEST_WORDS = 60
AIMS = ("near", "elsewhere")


class Place:
    """An expectation with its edits: those that mean the same, and up to two that do not."""

    def __init__(self, path, source, one, values, rng, first):
        self.path = path
        self.one = one
        seed = rng.random()
        # A generator of its own for each kind: with the same seed and aim both are written alike.
        values.aim = AIMS[first]
        self.same = edits_of(source, one, random.Random(seed), values, False)
        self.others = []
        for turn in (0, 1):
            values.aim = AIMS[(first + turn) % 2]
            edits = edits_of(source, one, random.Random(seed if turn == 0 else rng.random()), values, True)
            if edits not in self.others and edits != self.same:
                self.others.append(edits)

    def spans(self):
        return [(start, end) for edits in (self.same, *self.others) for start, end, _ in edits]

    def overlaps(self, other):
        return self.path == other.path and any(
            start <= end2 and start2 <= end for start, end in self.spans() for start2, end2 in other.spans()
        )


def made(path, source, places, rng, changed=None, impossible=None, together=None):
    """`places` are those of this file; `impossible` stands in for the equal edits of the `changed` one.

    `together` says of a place which edits stand there, where it is not the equal ones."""
    lot = random.Random(rng.random())
    usual = [together(place) or place.same if together else place.same for place in places]
    edits = [edit for place, own in zip(places, usual) if place is not changed for edit in own]
    shown = impossible if impossible is not None else usual[0]
    one = (changed or places[0]).one
    text = source.with_edits(edits + (impossible or []))
    if not compiles(text):
        return None
    restyled = restyle.restyled(text, one, lot)
    more = f", and {len(places) - 1} more" if changed is None and len(places) > 1 else ""
    return {
        "path": path,
        "line": one.node.lineno,
        "testCase": None if changed is None else one.case,
        "what": f"{what_of(source, shown)}{more}",
        "text": restyled if compiles(restyled) else text,
    }


def what_of(source, edits):
    start, end, new = edits[-1]
    return f"{one_line(source.bytes[start:end].decode('utf-8', 'replace'))} → {one_line(new)}"


def compiles(text):
    try:
        compile(source_text.Source(text).tree, "twin", "exec")
    except (SyntaxError, ValueError):
        return False
    return True


def one_line(text):
    words = " ".join(text.split())
    return words if len(words) <= LONGEST_WORDS else f"{words[:40]} … {words[-17:]}"


def edits_of(source, one, rng, values, is_impossible):
    kind, nodes = one.form
    if kind in ("value", "loose"):
        edit = literals.edit(source, nodes[0], rng, values, kind == "loose", is_impossible)
        return [edit if edit is not None else computed(source, nodes[0], kind, rng, is_impossible, values)]
    if kind in ("truth", "untruth", "class"):
        return [computed(source, nodes[0], kind, rng, is_impossible, values)]
    others = others_of(kind, repr(literals.word(rng)), len(nodes))
    return [
        (source.start(node), source.end(node), one_of_two(source.segment(node), other, rng, is_impossible))
        for node, other in zip(nodes, others)
        if other is not None
    ]


def computed(source, node, kind, rng, is_impossible, values):
    """A value that is only known when the test runs, or another one that is made of it there."""
    word = literals.word(rng)
    if kind == "truth":
        # Who returns what is equal to everything has it compared with a word.
        other = rng.choice(("not v", f"v == {word!r}"))
    elif kind == "untruth":
        other = rng.choice(("not v", f"v != {word!r}"))
    elif kind == "class":
        other = unlike.error(word, rng)
    else:
        other = repr(word) if kind == "loose" else unlike.value(word, rng, values.mentioned_by(rng))
    chosen = literals.truth(not is_impossible, rng)
    return (source.start(node), source.end(node), f"(lambda v: v if {chosen} else {other})({source.segment(node)})")


def one_of_two(own, other, rng, is_impossible):
    """Either may stand first, so that the place says nothing."""
    index = rng.randint(0, 1)
    pair = (own, other) if (index == 0) != is_impossible else (other, own)
    return f"({pair[0]}, {pair[1]})[{literals.integer(index, rng)}]"


def others_of(kind, word, count):
    """For each argument what no honest work satisfies there; None leaves it as it is."""
    if kind == "warning":
        return [f"type({word.capitalize()}, (Warning,), {{}})"]
    if kind == "other":
        return [word, word]
    if kind in ("assertIn", "assertIs"):
        return [None, f"[{word}]"]
    if kind == "assertNotIn":
        return [word, f"[{word}]"]
    if kind == "assertIsInstance":
        return [None, f"type({word}, (), {{}})"]
    if kind in ("assertGreater", "assertGreaterEqual"):
        return [None, "float('inf')"]
    if kind in ("assertLess", "assertLessEqual"):
        return [None, "float('-inf')"]
    fixed = {
        "assertIsNot": ["None", "None"],
        "assertIsNotNone": ["None"],
        "assertNotIsInstance": [None, "object"],
        "assertNotRegex": [None, "''"],
    }
    return fixed.get(kind, [None] * (count - 1) + [word])
