"""Literals written as expressions: of the same value, or of one that is far off."""

import ast
import math
import string

LONGEST_STRING = 200


def word(rng):
    return "".join(rng.choice(string.ascii_lowercase) for _ in range(rng.randint(6, 9)))


def edit(source, node, rng, is_far):
    """(start, end, text) that changes one literal in the node; None where there is none to change."""
    leaves = list(leaves_of(node))
    if not leaves:
        return None
    leaf = rng.choice(leaves)
    text = written(value_of(leaf), rng, is_far)
    return None if text is None else (source.start(leaf), source.end(leaf), text)


def leaves_of(node):
    """The literals that make up a value; keys of a dictionary are left alone."""
    if isinstance(node, ast.Constant):
        yield node
    elif isinstance(node, ast.UnaryOp):
        if isinstance(node.op, ast.USub) and isinstance(node.operand, ast.Constant):
            yield node
    elif isinstance(node, (ast.Tuple, ast.List, ast.Set)):
        for one in node.elts:
            yield from leaves_of(one)
    elif isinstance(node, ast.Dict):
        for one in node.values:
            yield from leaves_of(one)


def value_of(leaf):
    return leaf.value if isinstance(leaf, ast.Constant) else -leaf.operand.value


def written(value, rng, is_far):
    if value is True or value is False:
        return f"(not {value if is_far else not value})"
    if type(value) is int:
        more = rng.randint(3, 10**4)
        shown = value + (rng.choice((-1, 1)) * rng.randint(10**5, 10**6) * (1 + abs(value)) if is_far else 0)
        return f"{shown + more} - {more}" if shown + more >= 0 else f"-{-shown - more} - {more}"
    if type(value) is float and math.isfinite(value):
        shown = value * 3 + rng.uniform(10**5, 10**6) * (1 if value >= 0 else -1) if is_far else value
        return f"{shown!r} * 1.0" if math.isfinite(shown) else None
    if type(value) is str and len(value) <= LONGEST_STRING:
        shown = word(rng) if is_far else value
        cut = rng.randint(0, len(shown))
        return f"{shown[:cut]!r} + {shown[cut:]!r}"
    return None
