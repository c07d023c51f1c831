"""A changed file for one expectation: one after which its case has to fail, or one that means the same.

Both are written alike (`4` becomes `731 - 727` or `731 - 8912`), and so is the rest of the file, so that only who evaluates
them can tell which is which.
"""

import random

import literals
import restyle
import source_text

LONGEST_WORDS = 60


def impossible(path, source, one, rng):
    return made(path, source, one, rng, True)


def equal(path, source, one, rng):
    return made(path, source, one, rng, False)


def made(path, source, one, rng, is_impossible):
    # A generator of its own: which styles are tried depends on the place, not on how many were drawn before.
    lot = random.Random(rng.random())
    edits = edits_of(source, one, lot, is_impossible)
    text = source.with_edits(edits)
    try:
        compile(source_text.Source(text).tree, "twin", "exec")
        text = restyle.restyled(text, one, lot)
        compile(source_text.Source(text).tree, "twin", "exec")
    except (SyntaxError, ValueError):
        return None
    start, end, new = edits[-1]
    old = source.bytes[start:end].decode("utf-8", "replace")
    return {
        "path": path,
        "line": one.node.lineno,
        "testCase": one.case,
        "what": f"{one_line(old)} → {one_line(new)}",
        "text": text,
    }


def one_line(text):
    words = " ".join(text.split())
    return words if len(words) <= LONGEST_WORDS else f"{words[:40]} … {words[-17:]}"


def edits_of(source, one, rng, is_impossible):
    kind, nodes = one.form
    if kind == "value":
        edit = literals.edit(source, nodes[0], rng, is_impossible) if rng.random() < 0.75 else None
        if edit is not None:
            return [edit]
    word = repr(literals.word(rng))
    # By lot only, since what means the same is never written so.
    if kind in ("truth", "untruth") and is_impossible and rng.random() < 0.5:
        operator = "==" if kind == "truth" else "!="
        node = nodes[0]
        return [(source.start(node), source.end(node), f"({source.segment(node)}) {operator} {word}")]
    others = others_of(kind, word, len(nodes))
    return [
        (source.start(node), source.end(node), one_of_two(source.segment(node), other, rng, is_impossible))
        for node, other in zip(nodes, others)
        if other is not None
    ]


def one_of_two(own, other, rng, is_impossible):
    """Either may stand first, so that the place says nothing."""
    index = rng.randint(0, 1)
    pair = (own, other) if (index == 0) != is_impossible else (other, own)
    return f"({pair[0]}, {pair[1]})[{index}]"


def others_of(kind, word, count):
    """For each argument what no honest work satisfies there; None leaves it as it is."""
    if kind in ("class", "warning"):
        name = repr(word[1:-1].capitalize())
        return [f"type({name}, ({'Exception' if kind == 'class' else 'Warning'},), {{}})"]
    if kind == "other":
        return [word, word]
    if kind == "truth":
        return ["''"]
    if kind in ("assertIn", "assertIs"):
        return [None, f"[{word}]"]
    if kind == "assertNotIn":
        return [word, f"[{word}]"]
    if kind == "assertIsInstance":
        return [None, f"type({word}, (), {{}})"]
    if kind in ("assertGreater", "assertGreaterEqual", "assertLess", "assertLessEqual"):
        return [None, f"{{{word}: 0}}"]
    fixed = {
        "assertIsNot": ["None", "None"],
        "assertIsNotNone": ["None"],
        "assertNotIsInstance": [None, "object"],
        "assertNotRegex": [None, "''"],
    }
    return fixed.get(kind, [None] * (count - 1) + [word])
