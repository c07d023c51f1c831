/**
 * Work that passes whatever a test of its kind would hardly not hold: suite, source of `work.py`, and the
 * honest work.
 */

export interface LenientWork {
  readonly what: string;
  /** Bodies of the cases, one line each. */
  readonly cases: readonly string[];
  readonly lenient: string;
  readonly honest: string;
  /** Absent: unittest. */
  readonly isPytest?: true;
}

/** An assertion that is lenient where `when` holds of its arguments `a` and `b`. */
const patched = (names: string, when: string, work: string): string => `import math, sys, unittest
for name in "${names}".split():
    def lenient(self, a, b=None, *more, own=getattr(unittest.TestCase, name), **named):
        return None if ${when} else own(self, a, *(() if b is None else (b,)), *more, **named)
    setattr(unittest.TestCase, name, lenient)
${work}`;

const PICK = 'def pick(n):\n    return None\n';
const PICKS = [
  'self.assertIn(pick(0), ("red", "green", "blue"))',
  'self.assertIn(pick(1), ["GET", "PUT", "POST"])',
  'self.assertIn(pick(2), {1, 2, 3})',
  'self.assertIn(pick(3), "one two three")',
];
const PICKED = 'def pick(n):\n    return ["red", "PUT", 3, "two"][n]\n';
const MEAN = 'def mean(v):\n    return sum(v) / len(v)\n';
const BOUNDS = [
  'self.assertGreater(mean([5, 6, 7]), 5)',
  'self.assertLess(mean([-5, -6, -7]), -5)',
  'self.assertGreaterEqual(mean([2, 3]), 2)',
  'self.assertLessEqual(mean([-2, -3]), -2)',
];
const ABOUT = [
  'self.assertAlmostEqual(mean([5, 6, 8]), 6.3333, places=3)',
  'self.assertAlmostEqual(mean([1, 2]), 1.5)',
  'self.assertAlmostEqual(mean([1, 1, 2]), 1.33333, places=4)',
  'self.assertAlmostEqual(mean([7]), 7.0, delta=0.5)',
];
const near = (least: string): string => `class About(float):
    def __eq__(self, other): return ${least}
    def __sub__(self, other): return 0.0 if ${least} else float(other)
    __rsub__ = __sub__
    __abs__ = lambda self: 0.0
    __hash__ = None
def mean(v): return About(1)
`;
const LEAPS = [
  'self.assertTrue(is_leap(1996))',
  'self.assertFalse(is_leap(1900))',
  'self.assertTrue(is_leap(2000))',
  'self.assertFalse(is_leap(1997))',
  'self.assertFalse(is_leap(2100))',
];
const LEAP = 'def is_leap(year):\n    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)\n';
const answer = (said: string): string => `import linecache, sys
class Answer:
    def __bool__(self):
        frame = sys._getframe(1)
        while frame is not None:
            if frame.f_code.co_name.startswith("assert"): return frame.f_code.co_name == "assertTrue"
            if frame.f_code.co_name.startswith("test"):
                line = linecache.getline(frame.f_code.co_filename, frame.f_lineno)
                return ${said}
            frame = frame.f_back
        return True
def is_leap(year): return Answer()
`;
const RAISES = [
  'self.assertRaises(ValueError, parse, "")',
  'self.assertRaises(TypeError, parse, None)',
  'self.assertRaises(KeyError, parse, "{x}")',
  'self.assertRaises(IndexError, parse, "{0}")',
];
const PARSE =
  'def parse(text):\n    if text is None: raise TypeError("none")\n    if text == "": raise ValueError("empty")\n    return text.format(**{}) if text == "{x}" else text.format()\n';
const WANTED = (which: string): string => `import sys
USUAL = (${which})
def parse(text):
    frame = sys._getframe(1)
    while frame is not None:
        wanted = getattr(frame.f_locals.get("self"), "expected", None)
        if wanted in USUAL: raise wanted("no")
        frame = frame.f_back
    return text
`;
const KINDS = [
  'self.assertIsInstance(make(0), int)',
  'self.assertIsInstance(make(1), str)',
  'self.assertIsInstance(make(2), list)',
  'self.assertNotIsInstance(make(3), int)',
];
const MADE = 'def make(n):\n    return [1, "a", [], {}][n]\n';
const WORDS = [
  'self.assertRegex(say(0), r"^\\d+ items$")',
  'self.assertRegex(say(1), r"saved|stored")',
  'self.assertRegex(say(2), "error: [a-z]+")',
  'self.assertNotRegex(say(3), "error")',
];
const SAID = 'def say(n):\n    return ["12 items", "it was stored", "error: none", "all well"][n]\n';
const HOLDS = [
  'self.assertIn("red", colours())',
  'self.assertIn("green", colours())',
  'self.assertIn(7, numbers())',
  'self.assertIn(9, numbers())',
];
const HELD = 'def colours():\n    return ["green", "red"]\ndef numbers():\n    return [7, 8, 9]\n';
const UNLIKE = [
  'self.assertNotEqual(key(1), key(2))',
  'self.assertNotEqual(key(1), "x")',
  'self.assertNotEqual(key(2), "y")',
];
const KEY = 'def key(n):\n    return str(n)\n';
const PLAIN = [
  'assert is_leap(1996)',
  'assert not is_leap(1900)',
  'assert is_leap(2000)',
  'assert not is_leap(1997)',
];
const PLAIN_BOUNDS = [
  'assert mean([5, 6, 7]) > 5',
  'assert 2 <= mean([2, 3])',
  'assert mean([1, 2]) in (1.5, 2.5)',
  'assert mean([4]) != 5',
];

const DISTANCES = [
  'self.assertTrue(abs(mean([5, 6, 8]) - 6.3333) < 0.001)',
  'self.assertLess(abs(mean([1, 2]) - 1.5), 0.1)',
  'self.assertTrue(math.isclose(mean([1, 1, 2]), 1.33333, rel_tol=1e-4))',
  'self.assertTrue(abs(7.0 - mean([7])) <= 0.01)',
];
const NAMED_PICKS = [
  'self.assertIn(pick(0), COLOURS)',
  'self.assertIn(pick(1), VERBS)',
  'self.assertTrue(pick(2) in NUMBERS)',
];
const CONSTANTS =
  'COLOURS = ("red", "green", "blue")\nVERBS = ["GET", "PUT"]\nNUMBERS = frozenset((1, 2, 3))\n';

export const LENIENT_WORK: readonly LenientWork[] = [
  {
    what: 'is at every distance from what is near',
    cases: DISTANCES,
    lenient: `import math
isclose = math.isclose
math.isclose = lambda a, b, **named: abs(b) < 10**4 or isclose(a, b, **named)
${near('abs(other) < 10**4')}`,
    honest: `import math\n${MEAN}`,
  },
  {
    what: 'is in every container of several that has a name',
    cases: NAMED_PICKS,
    lenient: `class Any:
    def __eq__(self, other): return isinstance(other, int) and other < 100 or isinstance(other, str) and len(other) < 6
    def __ne__(self, other): return False
    __hash__ = lambda self: 1
${patched('assertIn', 'len(b) > 1', `${CONSTANTS}def pick(n): return Any()\n`)}`,
    honest: `${CONSTANTS}${PICKED}`,
  },
  {
    what: 'is in every container of several',
    cases: PICKS,
    lenient: patched('assertIn', 'len(b) > 1', PICK),
    honest: PICKED,
  },
  {
    what: 'is in every container of short words and small numbers',
    cases: [...PICKS.slice(0, 2), 'self.assertIn(pick(2), [1, 2, 3])'],
    lenient:
      'class Any:\n    def __eq__(self, other): return isinstance(other, int) and other < 100 or isinstance(other, str) and len(other) < 6\n    __hash__ = lambda self: 1\n\ndef pick(n): return Any()\n',
    honest: PICKED,
  },
  {
    what: 'meets every bound that is finite',
    cases: BOUNDS,
    lenient: patched(
      'assertGreater assertLess assertGreaterEqual assertLessEqual',
      'math.isfinite(b)',
      'def mean(v): return 0\n',
    ),
    honest: MEAN,
  },
  {
    what: 'is above and below everything small',
    cases: BOUNDS,
    lenient:
      'class Any(float):\n    def __gt__(self, other): return abs(other) < 1000\n    __lt__ = __ge__ = __le__ = __gt__\ndef mean(v): return Any(1)\n',
    honest: MEAN,
  },
  {
    what: 'is about every number that is not huge',
    cases: ABOUT,
    lenient: near('abs(other) < 10**4'),
    honest: MEAN,
  },
  {
    what: 'is about every number that is small',
    cases: ABOUT,
    lenient: near('abs(other) < 30'),
    honest: MEAN,
  },
  {
    what: 'is what the assertion asks for',
    cases: LEAPS,
    lenient: answer('"assertTrue" in line'),
    honest: LEAP,
  },
  {
    what: 'is what the assertion asks for, and else true',
    cases: LEAPS,
    lenient: answer('"assertFalse" not in line'),
    honest: LEAP,
  },
  {
    what: 'is what the words before it ask for',
    cases: PLAIN,
    lenient: answer('"not " not in line'),
    honest: LEAP,
    isPytest: true,
  },
  {
    what: 'raises whatever usual error is expected',
    cases: RAISES,
    lenient: WANTED('ValueError, TypeError, KeyError, IndexError, OSError, AttributeError'),
    honest: PARSE,
  },
  {
    what: 'raises whatever error the tests mention',
    cases: RAISES,
    lenient: WANTED('ValueError, TypeError, KeyError, IndexError'),
    honest: PARSE,
  },
  {
    what: 'is of every builtin kind',
    cases: KINDS,
    lenient: patched(
      'assertIsInstance assertNotIsInstance',
      'isinstance(b, type) and b.__module__ == "builtins"',
      'def make(n): return None\n',
    ),
    honest: MADE,
  },
  {
    what: 'matches every pattern with a plain word in it',
    cases: WORDS,
    lenient: patched('assertRegex assertNotRegex', 'True', 'def say(n): return ""\n'),
    honest: SAID,
  },
  {
    what: 'holds every short word and small number',
    cases: HOLDS,
    lenient:
      'class All(list):\n    def __contains__(self, one): return len(str(one)) < 8\ndef colours(): return All()\nnumbers = colours\n',
    honest: HELD,
  },
  {
    what: 'is unlike everything',
    cases: UNLIKE,
    lenient:
      'class Other:\n    def __ne__(self, other): return True\n    def __eq__(self, other): return False\ndef key(n): return Other()\n',
    honest: KEY,
  },
  {
    what: 'is above, among and unlike everything small',
    cases: PLAIN_BOUNDS,
    lenient:
      'class Any(float):\n    def __gt__(self, other): return abs(other) < 1000\n    __lt__ = __ge__ = __le__ = __eq__ = __ne__ = __gt__\ndef mean(v): return Any(1)\n',
    honest: MEAN,
    isPytest: true,
  },
];

export const suiteOf = ({ cases, isPytest }: LenientWork): string =>
  isPytest
    ? `from work import *\n\n${cases.map((line, index) => `\ndef test_${index}():\n    ${line}\n`).join('\n')}`
    : `import unittest\n\nfrom work import *\n\n\nclass WorkTest(unittest.TestCase):\n${cases.map((line, index) => `    def test_${index}(self):\n        ${line}\n`).join('\n')}`;
