"""A changed file: certain places of it are written otherwise, and at most one of these so that its case has to fail.

All are written alike (`4` becomes `int("735") - 731` or `int("736") - 731`), in every file at the same places, and so is the rest of the
file, so that only who evaluates them can tell which is which.
"""

import random

import literals
import relations
import restyle
import source_text
import tolerance as limits
import truths
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
            if edits and edits not in self.others and edits != self.same:
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
        other_of = about(values, nodes, rng) if kind == "loose" else None
        edit = literals.edit(source, nodes[0], rng, values, is_impossible, other_of)
        return [edit if edit is not None else computed(source, nodes[0], kind, rng, is_impossible, values)]
    if kind in ("truth", "untruth"):
        return truths.edits_of(source, kind, nodes, rng, values, is_impossible)
    if kind == "compare":
        return relations.compared(source, nodes[0], rng, values, is_impossible)
    if kind == "relation":
        return relations.edits_of(source, nodes, rng, values, is_impossible)
    return [computed(source, nodes[0], kind, rng, is_impossible, values)]


def about(values, nodes, rng):
    """What a number becomes where another has to be about it: one of the suite's, or one that is just too far off."""

    def other_of(value):
        tolerance = limits.of(nodes[1] if len(nodes) > 1 else None, value)
        least = 3 * tolerance if tolerance is not None else (abs(value) + 1) / 4
        drawn = values.other_number(value, lambda one: abs(one - value) > least, rng)
        return limits.beyond(value, tolerance, rng) if drawn is None else drawn

    return other_of


def computed(source, node, kind, rng, is_impossible, values):
    """A value that is only known when the test runs, or another one that is made of it there."""
    word = literals.word(rng)
    if kind in ("class", "warning"):
        other = unlike.error(word, rng, values, kind == "warning")
    else:
        # The tolerance of what is not a plain number is its own: text that nothing computes is beyond all.
        other = repr(word) if kind == "loose" else unlike.value(word, rng, values.mentioned_by(rng))
    chosen = literals.truth(not is_impossible, rng)
    return (source.start(node), source.end(node), f"(lambda v: v if {chosen} else {other})({source.segment(node)})")
