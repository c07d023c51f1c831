"""Literals written as calls: of the same value, or of another one that looks as right.

A call is worked out when the test runs: an expression of constants would be compiled to the very literal that it stands for.
"""

import ast
import math
import string

LONGEST_STRING = 200
LONGEST_STEP = 3


def word(rng):
    return "".join(rng.choice(string.ascii_lowercase) for _ in range(rng.randint(6, 9)))


def edit(source, node, rng, values, is_impossible, other_of=None):
    """(start, end, text) that changes one literal in the node, a number to what `other_of` makes of it; None where there is none to change."""
    leaves = list(leaves_of(node))
    if not leaves:
        return None
    leaf = rng.choice(leaves)
    text = written(value_of(leaf), rng, values, is_impossible, other_of)
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


def written(value, rng, values, is_impossible, other_of):
    if value is True or value is False:
        return truth(value != is_impossible, rng)
    if type(value) not in (int, float, str) or (type(value) is str and len(value) > LONGEST_STRING):
        return None
    # Drawn for both kinds, so that the rest of what is drawn is the same.
    other = other_of(value) if other_of is not None and type(value) is not str else values.other(value, rng)
    shown = other if is_impossible else value
    if type(value) is int:
        return integer(shown, rng)
    return floating(shown, rng) if type(value) is float else text(shown, rng)


def one_of_two(own, other, rng, is_impossible):
    """Either may stand first, so that the place says nothing."""
    index = rng.randint(0, 1)
    pair = (own, other) if (index == 0) != is_impossible else (other, own)
    return f"({pair[0]}, {pair[1]})[{integer(index, rng)}]"


def integer(value, rng):
    more = rng.randint(3, 10**4)
    return f'int("{value + more}") - {more}'


def truth(value, rng):
    low, high = rng.randint(0, 499), rng.randint(500, 999)
    return f'(int("{low if value else high}") < {high if value else low})'


def floating(value, rng):
    # Multiplied and divided by a power of two, a number stays what it is.
    scale = 2.0 ** rng.randint(1, 30)
    return f'float("{value!r}") * {scale!r} / {scale!r}' if math.isfinite(value * scale) else None


def text(value, rng):
    filling = word(rng)
    cut = rng.randint(0, len(value))
    filled = value[:cut] + filling + value[cut:]
    return f"{filled!r}.replace({filling!r}, '')" if filled.replace(filling, "") == value else None
