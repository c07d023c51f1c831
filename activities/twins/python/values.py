"""What the suite expects and mentions: values that stand in for the right one are drawn from it, or lie next to that."""

import ast
import re
import string

from literals import LONGEST_STEP, leaves_of, value_of, word

LONGEST_MENTIONED = 40
MOST_MENTIONED = 6
MOST_TRIES = 20


class Values:
    """By type; `aim` says what an impossible value is: `near` the right one, or `elsewhere` in the suite."""

    def __init__(self):
        self.known = {}
        # Whatever is written out in the tests, inputs as well.
        self.mentioned = {}
        self.containers = []
        self.patterns = []
        # Names of builtin errors and warnings that some test waits for.
        self.raised = []
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

    def other_number(self, value, is_apart, rng):
        """One that is expected elsewhere and so far from this one that no comparison takes it for it; None where there is none."""
        others = [one for kind in (int, float) for one in self.known.get(kind, ()) if is_apart(one)]
        fitting = [one for one in others if type(one) is type(value)]
        return rng.choice(fitting) if fitting and self.aim == "elsewhere" else None

    def several_unlike(self, value, rng, count):
        """Neighbours of it, and what else the suite mentions of its type."""
        made = [near(value, rng) for _ in range(count)]
        others = [one for one in self.mentioned_by(rng) if type(one) is type(value) and one != value]
        if type(value) is not str:
            made += [value + rng.randint(10, 99), value + rng.randint(100, 999)]
        return list(dict.fromkeys([*others[: count // 2], *made]))

    def container_unlike(self, own, rng):
        """Another container of the same type that has nothing in common with it."""
        if isinstance(own, str):
            return rewritten(own, rng)
        others = [one for one in self.containers if apart(own, one) and not isinstance(one, str)]
        if others and self.aim == "elsewhere":
            return type(own)(rng.choice(others))
        made = []
        for one in own:
            tries = (self.near_or_word(one, rng) for _ in range(MOST_TRIES))
            made.append(next((other for other in tries if other not in own), word(rng)))
        return type(own)(made)

    def mixture(self, rng):
        some = rng.sample(list(self.mentioned.values()), min(len(self.mentioned), MOST_MENTIONED))
        return list(dict.fromkeys([*some, *(self.near_or_word(one, rng) for one in some), rng.randint(1, MOST_TRIES)]))

    @staticmethod
    def near_or_word(value, rng):
        if type(value) in (int, float):
            return value + (1 if value >= 0 else -1) * rng.randint(1, MOST_TRIES)
        return near(value, rng) if isinstance(value, str) else word(rng)

    def patterns_unlike(self, own, rng):
        others = [one for one in self.patterns if one != own]
        mine = [misspelt_pattern(own, rng) for _ in range(MOST_MENTIONED)]
        return [*rng.sample(others, min(len(others), MOST_MENTIONED // 2)), *mine] if self.aim == "elsewhere" else mine


def apart(one, other):
    try:
        return all(each not in other for each in one)
    except TypeError:
        return False


def rewritten(text, rng):
    """No letter of the text is in it, so that no word of the one is one of the other."""
    left = {kind: [one for one in kind if one not in text] or list(kind) for kind in (string.ascii_lowercase, string.ascii_uppercase, string.digits)}
    return "".join(next((rng.choice(rest) for kind, rest in left.items() if one in kind), one) for one in text)


def misspelt_pattern(pattern, rng):
    """Of each word in it, one letter is another one; classes and what is escaped stay."""
    parts = re.split(r"(\\.|\[(?:\\.|[^\]])*\]|\(\?[^:)]*[:)]|\{[^}]*\})", pattern)
    made = [re.sub("[A-Za-z]+", lambda found: near(found[0], rng), part) if at % 2 == 0 else part for at, part in enumerate(parts)]
    text = "".join(made)
    try:
        re.compile(text)
    except re.error:
        return word(rng)
    return text if text != pattern else pattern + rng.choice(string.ascii_letters) + "$"


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
    kind = next(one for one in (string.ascii_lowercase, string.ascii_uppercase, string.digits) if value[at] in one)
    return value[:at] + rng.choice(kind.replace(value[at], "")) + value[at + 1 :]
