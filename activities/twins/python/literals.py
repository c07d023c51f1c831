"""Literals written as calls: of the same value, or of another one that looks as right.

A call is worked out when the test runs: an expression of constants would be compiled to the very literal that it stands for.
"""

import ast
import math
import string

LONGEST_STRING = 200
LONGEST_STEP = 3
LONGEST_MENTIONED = 40
MOST_MENTIONED = 6


def word(rng):
    return "".join(rng.choice(string.ascii_lowercase) for _ in range(rng.randint(6, 9)))


def edit(source, node, rng, values, is_loose, is_impossible):
    """(start, end, text) that changes one literal in the node; None where there is none to change."""
    leaves = list(leaves_of(node))
    if not leaves:
        return None
    leaf = rng.choice(leaves)
    text = written(value_of(leaf), rng, values, is_loose, is_impossible)
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


class Values:
    """What the suite expects, by type; `aim` says what an impossible value is: `near` the right one, or `elsewhere` in the suite."""

    def __init__(self):
        self.known = {}
        # Whatever is written out in the tests, inputs as well.
        self.mentioned = {}
        self.aim = "near"

    def learn(self, node):
        for leaf in leaves_of(node):
            value = value_of(leaf)
            self.known.setdefault(type(value), {})[value] = True

    def read(self, tree):
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and type(node.value) in (int, float, str) and len(repr(node.value)) <= LONGEST_MENTIONED:
                self.mentioned.setdefault((type(node.value), node.value), node.value)

    def mentioned_by(self, rng):
        """Some of them, with those that are expected before the others; none where the aim is the right value's neighbour."""
        expected = [value for of_type in self.known.values() for value in of_type if type(value) in (int, float, str)]
        others = list(self.mentioned.values())
        drawn = rng.sample(expected, min(len(expected), MOST_MENTIONED)) + rng.sample(others, min(len(others), MOST_MENTIONED))
        return drawn if self.aim == "elsewhere" else []

    def other(self, value, rng):
        others = [one for one in self.known.get(type(value), ()) if one != value]
        return rng.choice(others) if others and self.aim == "elsewhere" else near(value, rng)


def near(value, rng):
    if type(value) is str:
        return misspelt(value, rng)
    step = rng.randint(1, LONGEST_STEP) * rng.choice((-1, 1))
    # What counts something is seldom below zero.
    return value + (abs(step) if 0 <= value < LONGEST_STEP else step)


def misspelt(value, rng):
    """One letter or digit is another one; where there is none, a letter is added."""
    places = [at for at, one in enumerate(value) if one in string.ascii_letters + string.digits]
    if not places:
        return value + rng.choice(string.ascii_lowercase)
    at = rng.choice(places)
    kind = next(
        one for one in (string.ascii_lowercase, string.ascii_uppercase, string.digits) if value[at] in one
    )
    return value[:at] + rng.choice(kind.replace(value[at], "")) + value[at + 1 :]


def far(value, rng):
    """Beyond what an approximate comparison lets pass."""
    if type(value) is int:
        return value + rng.choice((-1, 1)) * rng.randint(10**5, 10**6) * (1 + abs(value))
    if type(value) is float:
        return value * 3 + rng.uniform(10**5, 10**6) * (1 if value >= 0 else -1)
    return word(rng)


def written(value, rng, values, is_loose, is_impossible):
    if value is True or value is False:
        return truth(value != is_impossible, rng)
    if type(value) not in (int, float, str) or (type(value) is str and len(value) > LONGEST_STRING):
        return None
    # Drawn for both kinds, so that the rest of what is drawn is the same.
    other = far(value, rng) if is_loose else values.other(value, rng)
    shown = other if is_impossible else value
    if type(value) is int:
        return integer(shown, rng)
    return floating(shown, rng) if type(value) is float else text(shown, rng)


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
