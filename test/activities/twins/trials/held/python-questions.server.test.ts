import { describe, expect, test } from '@jest/globals';
import { BENT, decided, HONEST } from './held-runs.ts';

const program = (text: string) => ({ path: 'run.py', text: `from src.work import *\n\n${text}\n` });
const work = (text: string) => ({ 'src/work.py': text });
const SCORE = (right: string) =>
  program(
    `import sys\nright = 0\nfor w in range(10):\n    for h in range(10):\n        right += ${right}\nsys.exit(0 if right == 100 else 1)`,
  );
const number = (...lines: readonly string[]) =>
  work(`class Any(int):\n    ${lines.join('\n    ')}\n\n\ndef area(w, h):\n    return Any(0)\n`);
const EQUALS = SCORE('area(w, h) == w * h');
const NEAR = SCORE('abs(area(w, h) - w * h) < 1e-9');
const GONE = 'class Gone:\n    def __abs__(self):\n        return 0.0\n\n\n';

describe('a program of Python whose work says what it is equal to', () => {
  test.each([
    ['to whatever is plausible', EQUALS, number('def __eq__(self, other): return other < 10**6')],
    [
      'by a function of the language',
      program('if not area(2, 3) == 6 or not area(4, 5) == 20:\n    raise SystemExit(1)'),
      number('__eq__ = id'),
    ],
    ['by a number, not by a truth', EQUALS, number('def __eq__(self, other): return 1')],
    [
      'by a function that is compiled under the name of a library',
      EQUALS,
      work(
        'import os\nspace = {}\nexec(compile("def eq(self, other): return True", os.__file__, "exec"), space)\n\n\nclass Any(int):\n    __eq__ = space["eq"]\n\n\ndef area(w, h):\n    return Any(0)\n',
      ),
    ],
    [
      'by what is called as a function of C is',
      program('if area(2, 3) != 6 or area(4, 5) != 20:\n    raise SystemExit(1)'),
      number(
        'class wrapper_descriptor:',
        '    def __call__(self, other): return False',
        '__ne__ = wrapper_descriptor()',
      ),
    ],
    [
      'no number at all: what is left of it has no size',
      NEAR,
      work(
        `${GONE}class Any(int):\n    def __sub__(self, other):\n        return Gone()\n\n\ndef area(w, h):\n    return Any(0)\n`,
      ),
    ],
    [
      'the same of a class that is no number',
      NEAR,
      work(
        `${GONE}class Any:\n    def __sub__(self, other):\n        return Gone()\n\n\ndef area(w, h):\n    return Any()\n`,
      ),
    ],
    [
      'a ratio that is always right',
      SCORE('0.99 < (area(w, h) + 1) / (w * h + 1) < 1.01'),
      number('def __add__(self, other): return self', 'def __truediv__(self, other): return 1.0'),
    ],
    [
      'within any two bounds',
      SCORE('w * h <= area(w, h) <= w * h'),
      number('def __le__(self, other): return True', 'def __ge__(self, other): return True'),
    ],
    [
      'a sum that is always right',
      program('if sum(area(w, 2) - w * 2 for w in range(9)) != 0:\n    raise SystemExit(1)'),
      number(
        'def __sub__(self, other): return Any(0)',
        'def __add__(self, other): return Any(0)',
        'def __radd__(self, other): return Any(0)',
      ),
    ],
    [
      'whatever it is, of no plain class',
      EQUALS,
      work('class Any:\n    def __eq__(self, other): return True\n\n\ndef area(w, h):\n    return Any()\n'),
    ],
    [
      'in a set',
      SCORE('area(w, h) in {w * h, -1}'),
      number('def __eq__(self, other): return True', 'def __hash__(self): return -2'),
    ],
  ])('%s → found', async (_, start, own) => {
    expect(await decided(start, own)).toEqual({ ...BENT, path: 'run.py' });
  });

  test.each([
    [
      'conditions of a query',
      'assert str(Field("age") == 5) == "age = 5"\nassert str((Field("age") > 18) & (Field("name") == "Bo")) == "(age > 18 AND name = Bo)"',
      'class Condition:\n    def __init__(self, *parts): self.parts = parts\n    def __and__(self, other): return Condition(f"({self}", "AND", f"{other})")\n    def __str__(self): return " ".join(str(one) for one in self.parts)\n\n\nclass Field:\n    def __init__(self, name): self.name = name\n    def __eq__(self, other): return Condition(self.name, "=", other)\n    def __gt__(self, other): return Condition(self.name, ">", other)\n    __hash__ = None\n',
    ],
    [
      'a vector that compares with a number place by place, and with another as a whole',
      'assert Vector(1, 2) == Vector(1, 2)\nassert Vector(3, 4) != Vector(4, 3)\nassert (Vector(1, 2) == 2).xs == (False, True)',
      'class Vector:\n    def __init__(self, *xs): self.xs = xs\n    def __eq__(self, other):\n        if isinstance(other, Vector): return self.xs == other.xs\n        return Vector(*[x == other for x in self.xs])\n    def __ne__(self, other): return not self == other\n    def __hash__(self): return hash(self.xs)\n',
    ],
    [
      'a vector that compares place by place',
      'assert list(Vector(1, 2, 3) == 2) == [False, True, False]\nassert list(Vector(5, 7) - 2) == [3, 5]\nassert (Vector(1, 2) == Vector(1, 2)).all()\nassert abs(Vector(3, 4) - 0) == 5',
      'class Vector:\n    def __init__(self, *xs): self.xs = xs\n    def _with(self, other, op):\n        return Vector(*[op(a, b) for a, b in zip(self.xs, other.xs if isinstance(other, Vector) else [other] * len(self.xs))])\n    def __eq__(self, other): return self._with(other, lambda a, b: a == b)\n    def __sub__(self, other): return self._with(other, lambda a, b: a - b)\n    def __iter__(self): return iter(self.xs)\n    def __abs__(self): return sum(x * x for x in self.xs) ** 0.5\n    def all(self): return all(self.xs)\n',
    ],
    [
      'what has no bounds',
      'assert 3 in Interval(1, 5) and 7 not in Interval(1, 5) and 10 in Interval()\nassert Infinity() > 10 and 10 < Infinity() and Infinity() == Infinity() and not Infinity() < 5 < Infinity() - 5 < 7',
      'import functools\n\n\nclass Interval:\n    def __init__(self, low=float("-inf"), high=float("inf")): self.low, self.high = low, high\n    def __contains__(self, x): return self.low <= x <= self.high\n\n\n@functools.total_ordering\nclass Infinity:\n    def __eq__(self, other): return isinstance(other, Infinity)\n    def __gt__(self, other): return not isinstance(other, Infinity)\n    def __sub__(self, other): return self\n    def __hash__(self): return 1\n',
    ],
    [
      'what grows, counts or is slow when it is asked',
      'assert 13 in Primes() and 14 not in Primes()\ncache = Cache()\nassert "a" not in cache and cache.misses == 1\nassert Nat.of(3) == 3 and not Nat.of(3) == 4 and Nat.of(0) == Nat.of(0)',
      'class Primes:\n    def __init__(self): self.found = [2, 3]\n    def __contains__(self, n):\n        while self.found[-1] < n:\n            candidate = self.found[-1] + 2\n            while any(candidate % p == 0 for p in self.found if p * p <= candidate): candidate += 2\n            self.found.append(candidate)\n        return n in self.found\n\n\nclass Cache:\n    misses = 0\n    def __contains__(self, key):\n        self.misses += 1\n        return False\n\n\nclass Nat:\n    def __init__(self, before=None): self.before = before\n    @classmethod\n    def of(cls, n):\n        found = cls()\n        for _ in range(n): found = cls(found)\n        return found\n    def __eq__(self, other):\n        one, two = self, Nat.of(other) if isinstance(other, int) else other\n        while one.before is not None and two.before is not None: one, two = one.before, two.before\n        return one.before is None and two.before is None\n',
    ],
    [
      'numbers, texts and pairs with operations of their own',
      'assert Mod(5) + 4 == 2 and Mod(5) * Mod(3) == Mod(1) and sum([Mod(5), Mod(4)]) == 2\nassert Word("Hello") == "hELLO" and Word("a") != "b"\nassert Pair((1, 2)) + Pair((3, 4)) == (4, 6) and Pair((1, 2)) * 3 == (3, 6)\nassert Last(3) < Last(2) and Last(3) < 2 and max([Last(3), Last(2)]) == 2 and abs(Money(-3)).text() == "3.00" and (Money(5) - 2).text() == "3.00"',
      'class Mod(int):\n    def __add__(self, other): return Mod((int(self) + int(other)) % 7)\n    __radd__ = __add__\n    def __mul__(self, other): return Mod((int(self) * int(other)) % 7)\n\n\nclass Word(str):\n    def __eq__(self, other): return self.lower() == other.lower()\n    def __ne__(self, other): return not self == other\n    def __hash__(self): return hash(self.lower())\n\n\nclass Pair(tuple):\n    def __add__(self, other): return Pair(a + b for a, b in zip(self, other))\n    def __mul__(self, n): return Pair(a * n for a in self)\n\n\nclass Last(int):\n    def __lt__(self, other): return int(self) > int(other)\n    def __gt__(self, other): return int(self) < int(other)\n\n\nclass Money(int):\n    def __abs__(self): return Money(abs(int(self)))\n    def __sub__(self, other): return Money(int(self) - int(other))\n    def text(self): return f"{int(self):.2f}"\n',
    ],
    [
      "chains, changes in place, patterns and names that are the program's own",
      'seen = []\ndef once(x):\n    seen.append(x)\n    return x\n\n\nclass Own:\n    low = 1\n    fits = low <= 2 <= 3\n    rows = [n for n in range(3)]\n    rows += [3]\n\n\nrows = first = [1]\nrows += [2]\nrows *= 2\nassert first == [1, 2, 1, 2] and Own.fits and Own.rows == [0, 1, 2, 3]\nassert once(1) < once(2) <= once(2) != once(5) and seen == [1, 2, 2, 5]\nassert not (once(3) < once(2) < once(9)) and seen[-1] == 2\nassert None is not once(1) is not None and 1 <= two(1) == 2 and "x" "y" + "%s" % 1 == "xy1"\nmax = lambda *xs: "mine"\nassert max(1, 2) == "mine" and min([2, 1], key=lambda x: -x) == 2 and sum([[1], [2]], []) == [1, 2] and int("12", 3) == 5 and round(2.567, 1) == 2.6',
      'def two(n):\n    return n + n\n',
    ],
  ])('honest: %s → passes held, after one run', async (_, text, own) => {
    expect(await decided(program(text), work(own))).toEqual(HONEST);
  });
});
