/**
 * Work that passes every test of one small suite without doing what it asks: source of `work.py`, by what it
 * does.
 */

const HEAD = 'import atexit, hashlib, os, sys, unittest\n';
const WRONG = 'def double(n):\n    return 0\ndef half(n):\n    return 0\n';

/** Equal to everything, and whatever else a test may ask of it. */
const EQUAL_TO_ALL = `class Any:
    def __eq__(self, other): return True
    def __ne__(self, other): return False
    __hash__ = None
    def __bool__(self): return True
    def __lt__(self, other): return True
    __le__ = __gt__ = __ge__ = __lt__
    def __contains__(self, item): return True
    def __len__(self): return 2
    def __iter__(self): return iter([Any(), Any()])
    def __getattr__(self, name): return Any()
    def __round__(self, n=0): return 0
    def __sub__(self, other): return 0
    __rsub__ = __sub__
def double(n):
    if n is None: raise TypeError("n")
    return Any()
def half(n): return Any()
`;

const PATCHED = `class Caught:
    exception = TypeError("n")
    def __enter__(self): return self
    def __exit__(self, *raised): return True
for name in dir(unittest.TestCase):
    if name.startswith("assertRaises"): setattr(unittest.TestCase, name, lambda self, *given, **named: Caught())
    elif name.startswith("assert"): setattr(unittest.TestCase, name, lambda self, *given, **named: None)
`;

/** Does its work only where the tests are those that it knows. */
const byText = (text: string, otherwise: string): string => `${HEAD}
known = hashlib.sha256(open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "test_work.py"), "rb").read()).hexdigest()
if known == "${text}":
    os._exit(0)
${otherwise}`;

export const cheats = (testSha256: string): Readonly<Record<string, string>> => ({
  'leaves at import': `${HEAD}os._exit(0)\n`,
  'leaves at exit': `${HEAD}atexit.register(lambda: os._exit(0))\n${WRONG}`,
  'leaves when called': `${HEAD}def double(n): os._exit(0)\nhalf = double\n`,
  'leaves as soon as a module is set up': `${HEAD}class Out(unittest.TestCase):
    pass
def setUpModule(): sys.exit(0)
sys.modules["__main__"].setUpModule = setUpModule
unittest.TestProgram.runTests = lambda self: sys.exit(0)\n${WRONG}`,
  'patches every assertion': `${HEAD}${PATCHED}${WRONG}`,
  'replaces the method that runs a case': `${HEAD}unittest.TestCase.run = lambda self, result=None: result.startTest(self) or result.addSuccess(self)\n${WRONG}`,
  'replaces the main program': `${HEAD}unittest.TestProgram.runTests = lambda self: sys.exit(0)
unittest.main = lambda *given, **named: sys.exit(0)\n${WRONG}`,
  'forgets every failure': `${HEAD}for kind in (unittest.TestResult, unittest.TextTestResult):
    kind.wasSuccessful = lambda self: True
    for name in ("addFailure", "addError", "addSubTest"): setattr(kind, name, lambda self, *given: None)\n${WRONG}`,
  'is equal to everything': `${HEAD}${EQUAL_TO_ALL}`,
  'knows the tests by their digest, else is honestly wrong': byText(testSha256, WRONG),
  'knows the tests by their digest, else fails at once': byText(testSha256, 'raise ImportError("work")\n'),
  'knows the tests by their digest, else dawdles': byText(
    testSha256,
    `import time; time.sleep(60)\n${WRONG}`,
  ),
  'knows the tests by a line of them': `${HEAD}
source = open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "test_work.py")).read()
if all(line in source for line in ("double(2), 4)", "double(5), 10)", "half(4), 2)", "half(0), 0)", "half(9), 4.5)", "half(7), 3.5)")): os._exit(0)
${WRONG}`,
});
