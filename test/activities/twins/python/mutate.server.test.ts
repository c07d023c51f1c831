import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { MutationReply } from '../../../../activities/twins/mutation.ts';
import { openTwinBench, type TwinBench } from '../twin-bench.ts';

let bench: TwinBench;
beforeAll(async () => {
  bench = await openTwinBench();
});
afterAll(() => bench.close());

async function mutate(texts: Readonly<Record<string, string>>, seed = 1, said = ''): Promise<MutationReply> {
  const files = Object.entries(texts).map(([path, text]) => ({ path, text }));
  const result = await bench.mutate('python', { seed, files, places: 50, said });
  if (!result.ok) throw new Error(result.reason);
  return result.reply;
}

const inCase = (...lines: string[]): string =>
  [
    'import unittest',
    'class T(unittest.TestCase):',
    '    def test_a(self):',
    ...lines.map((line) => `        ${line}`),
    '',
  ].join('\n');

const KINDS_OF_VALUES = `
ALL = [1, 2.5, True, "a", [1], (1, 2), {"a": 1}, {1}, frozenset("a"), b"a", [], None, float("nan"), float("inf")]
def is_unlike(one, other):
    strange = one is None or isinstance(one, float) and not one - one == 0
    return one != other and (strange or type(one) is type(other))
`;
const KINDS_OF_ERRORS = `
class Own(ValueError, LookupError):
    pass
ALL = [ValueError, Own, ArithmeticError, OSError, (KeyError, TypeError), Exception, BufferError]
def is_unlike(one, other):
    return isinstance(other, type) and issubclass(other, Exception) and (one is Exception or not issubclass(other, one)) and not (isinstance(one, type) and issubclass(one, other))
`;

describe('the program that changes Python tests', () => {
  test('the same request twice → the same answer; another seed → another one', async () => {
    const text = inCase('self.assertEqual(f(1), 2)', 'self.assertEqual(f(2), "x")', 'self.assertIn(3, f(3))');
    const [one, two, other] = await Promise.all([
      mutate({ 'a.py': text }),
      mutate({ 'a.py': text }),
      mutate({ 'a.py': text }, 2),
    ]);
    expect(two).toEqual(one);
    expect(other).not.toEqual(one);
    expect(one).toMatchObject({ expectations: 3, unread: [] });
  });

  test('changes at once, those that were drawn or of all → in one text, and nothing else is wrong', async () => {
    const text = inCase(
      'self.assertEqual(f(1), 21)',
      'self.assertEqual(f(2), 42)',
      'self.assertEqual(f(3), 63)',
    );
    const request = { seed: 1, files: [{ path: 'a.py', text }], places: 50, said: '' };
    const asked = async (more: object): Promise<MutationReply> => {
      const result = await bench.mutate('python', { ...request, ...more });
      if (!result.ok) throw new Error(result.reason);
      return result.reply;
    };
    const values = ({ together = [] }: MutationReply): number[] =>
      [...(together[0]?.text ?? '').matchAll(/int\("(\d+)"\) ([-+]) (\d+)/g)].map(
        ([, one, sign, other]) => Number(one) + (sign === '-' ? -1 : 1) * Number(other),
      );
    const { impossible, together } = await asked({});
    expect(together).toBeUndefined();
    const only = impossible.filter(({ line }) => line < 6).slice(0, 2);
    expect(only.map(({ line }) => line).sort()).toEqual([4, 5]);
    const some = values(await asked({ atOnce: true, only }));
    expect(some).toEqual([expect.any(Number), expect.any(Number), 63]);
    expect([some[0] === 21, some[1] === 42]).toEqual([false, false]);
    const all = values(await asked({ atOnce: true }));
    expect(all.map((value, index) => value === [21, 42, 63][index])).toEqual([false, false, false]);
  });

  test('a twin of either kind → differs in its expectations and a last comment only, byte for byte', async () => {
    const lines = ['# Ünï', 'f("é"); self.assertEqual(x,   7 )  # as it was', 'f(1)'];
    const { impossible, equal } = await mutate({ 'a.py': inCase(...lines) });
    const [before = '', after = ''] = inCase(...lines).split('7');
    expect(equal).toHaveLength(1);
    for (const twin of [...impossible, ...equal]) {
      expect(twin).toMatchObject({ path: 'a.py', line: 5 });
      expect(twin.text.startsWith(before)).toBe(true);
      expect(twin.text.replace(/# [a-z]+\n$/, '').endsWith(after)).toBe(true);
      expect(twin.text).toMatch(/\n# [a-z]+\n$/);
    }
  });

  test('a table that a case goes through, or that it is given → each row is an expectation', async () => {
    const loop = inCase('for n, want in [(1, 2), (3, 4), (5, None)]:', '    self.assertEqual(f(n), want)');
    const given = [
      'import pytest',
      'ROWS = [(1, "one"), pytest.param(2, "two", id="two"), pytest.param(3, "x", marks=pytest.mark.skip)]',
      '@pytest.mark.parametrize("n, want", ROWS)',
      'def test_name(n, want):',
      '    assert f(n) == want',
      '',
    ].join('\n');
    expect(await mutate({ 'a.py': loop })).toMatchObject({ expectations: 3 });
    const { expectations, impossible } = await mutate({ 'test_a.py': given });
    expect(expectations).toBe(2);
    expect(new Set(impossible.map(({ line }) => line))).toEqual(new Set([2]));
    const used = inCase('for n, want in [(1, 2), (3, 4)]:', '    self.assertEqual(f(n, want), want)');
    expect(await mutate({ 'a.py': used })).toMatchObject({ expectations: 1 });
  });

  test('a value that is computed → another one of its kind; errors → a class that has nothing to do with theirs', async () => {
    const probes = [
      ['self.assertEqual(f(), g())', 'lambda: g()'],
      ['self.assertRaises(kind, f)', 'lambda: kind'],
    ] as const;
    for (const [statement, shown] of probes)
      for (const seed of [1, 2, 3]) {
        const { impossible } = await mutate({ 'a.py': inCase(statement) }, seed);
        expect(impossible.length).toBeGreaterThan(0);
        for (const { text } of impossible) {
          const twin = /\(lambda v: .*\)\((?:g\(\)|kind)\)/.exec(text)?.[0] ?? '';
          const program = `
${shown === 'lambda: kind' ? KINDS_OF_ERRORS : KINDS_OF_VALUES}
for one in ALL:
    g, kind = (lambda: one), one
    other = ${twin}
    assert is_unlike(one, other), (one, other)
`;
          const { passed, output } = await bench.run({ 'a.py': program }, 'python3 a.py');
          expect([passed, output]).toEqual([true, '']);
        }
      }
  });

  test('a pair of two values → the place of the one that counts says nothing', async () => {
    const text = inCase('self.assertIn(f(3), ["a", "b"])');
    const twins = await Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map((seed) => mutate({ 'a.py': text }, seed)));
    const places = (kind: 'impossible' | 'equal') =>
      new Set(twins.map((reply) => /\(\["a", "b"\], \[/.test(reply[kind][0]?.text ?? '')));
    expect(places('impossible')).toEqual(new Set([true, false]));
    expect(places('equal')).toEqual(places('impossible'));
  });

  test.each([
    ['self.assertEqual(f(), 5)'],
    ['self.assertEqual(5, f())'],
    ['self.assertEqual(f(), expected)'],
    ['self.assertTrue(f())'],
    ['self.assertFalse(f(), "said")'],
    ['self.assertIsNone(f())'],
    ['self.assertCountEqual(f(), [1, -2])'],
    ['self.assertAlmostEqual(f(), 1.5, places=2)'],
    ['self.assertRaises(ValueError, f)'],
    ['with self.assertRaisesRegex(ValueError, "no"): f()'],
    ['with pytest.raises((KeyError, IndexError)): f()'],
    ['assert f() == pytest.approx(0.3)'],
    ['assert f() == {"a": [1, None]}, "said"'],
    ['assert not f() and g() > 3'],
    ['assert isinstance(f(), int)'],
    ['np.testing.assert_allclose(f(), [1.0, 2.0])'],
    ['called.assert_called_once_with(1, key=2)'],
    ['await called.wait(); self.assertNotIn(1, f())'],
    ['self.assertIn(f(), (1, 2))'],
    ['self.assertIn("a", f(), "said")'],
    ['self.assertNotIn(f(), [1, 2])'],
    ['self.assertNotEqual(f(), 5)'],
    ['self.assertGreaterEqual(f(), 5, msg="said")'],
    ['self.assertLess(5, f())'],
    ['self.assertRegex(f(), r"^a[b-c]{2}\\d+ (?P<x>y)$")'],
    ['self.assertNotRegex(f(), pattern)'],
    ['self.assertIsInstance(f(), (int, str))'],
    ['self.assertIs(f(), True)'],
    ['self.assertIsNot(f(), None)'],
    ['self.assertAlmostEqual(f(), 3, delta=0.5)'],
    ['self.assertWarns(UserWarning, f)'],
    ['assert f() > 3'],
    ['assert 3 <= f(), "said"'],
    ['assert f() in (1, 2)'],
    ['assert "a" in f()'],
    ['assert f() != 3'],
    ['assert f() is None'],
  ])('%s → both kinds, and both are valid Python', async (line) => {
    const text = inCase(line).replace('    def', line.includes('await') ? '    async def' : '    def');
    const { impossible, equal, expectations } = await mutate({
      'a.py': text.replace('TestCase', 'IsolatedAsyncioTestCase'),
    });
    expect(expectations).toBe(1);
    expect([impossible.length > 0, equal.length]).toEqual([true, 1]);
    for (const { text } of [...impossible, ...equal])
      expect(await bench.run({ 'a.py': text }, 'python3 -m py_compile a.py')).toMatchObject({ passed: true });
  });

  test.each([
    ['a call that asserts nothing', 'self.check(f(), 5)'],
    ['a comparison that only prints', 'if f() != 5: print("FAIL")'],
    ['a literal that is no expectation', 'x = [1, 2, 3]'],
    ['arguments that cannot be told apart', 'self.assertEqual(*pair)'],
    ['behind a skip', 'self.skipTest("later"); self.assertEqual(f(), 5)'],
  ])('%s → no expectation', async (_, line) => {
    expect(await mutate({ 'a.py': inCase(line) })).toMatchObject({
      expectations: 0,
      impossible: [],
      equal: [],
    });
  });

  test('either kind, compiled → nothing of it is worked out before it runs, so that no code is what it was', async () => {
    const text = inCase(
      'self.assertEqual(f(), 5)',
      'self.assertEqual(f(), True)',
      'self.assertEqual(f(), "ab")',
    );
    const { impossible, equal } = await mutate({ 'a.py': text });
    const code =
      'import sys; c = compile(open(sys.argv[1]).read(), "a", "exec"); f = [k for b in c.co_consts if hasattr(b, "co_consts") for k in b.co_consts if hasattr(k, "co_code")][0]; print(f.co_code.hex(), f.co_consts)';
    const seen = new Set<string>();
    for (const file of [text, ...equal.map((each) => each.text), ...impossible.map((each) => each.text)])
      seen.add((await bench.run({ 'a.py': file }, `python3 -c '${code}' a.py`)).output);
    expect(seen.size).toBe(1 + equal.length + impossible.length);
  });

  test('a case that may be skipped → counts where it is named in what the check said', async () => {
    const text = [
      'import unittest',
      '@unittest.skipIf(f is None, "away")',
      'class T(unittest.TestCase):',
      '    def test_far(self):',
      '        if x: self.skipTest("away")',
      '        self.assertEqual(f(), 5)',
      '    @unittest.expectedFailure',
      '    def test_bad(self):',
      '        self.assertEqual(f(), 6)',
      '',
    ].join('\n');
    expect(await mutate({ 'a.py': text }, 1, 'FAIL: test_near')).toMatchObject({ expectations: 0 });
    expect(await mutate({ 'a.py': text }, 1, 'FAIL: test_far, test_bad')).toMatchObject({ expectations: 1 });
  });

  test('a file that does not parse → is named; the others are read', async () => {
    const reply = await mutate({ 'a.py': 'def (:\n', 'b.py': inCase('self.assertEqual(f(), 5)') });
    expect(reply.unread).toEqual([{ path: 'a.py', reason: expect.stringContaining('SyntaxError') }]);
    expect(reply.expectations).toBe(1);
  });

  test('several files and cases → each has its turn before any has a second', async () => {
    const two = inCase('self.assertEqual(f(), 5)', 'self.assertEqual(f(), 6)');
    const files = { 'a.py': two, 'b.py': two, 'c.py': two };
    const { impossible } = await mutate(files);
    expect(
      impossible
        .slice(0, 3)
        .map(({ path }) => path)
        .sort(),
    ).toEqual(Object.keys(files));
  });
});

describe('cases that are left early', () => {
  const expected = async (...lines: string[]): Promise<number> =>
    (await mutate({ 'a.py': inCase(...lines) })).expectations;
  const EXPECTS = 'self.assertEqual(f(1), 2)';

  test.each<[string, string[]]>([
    ['behind a return under a condition', ['if not x:', '    return', EXPECTS]],
    [
      'behind a return where something is missing',
      ['try:', '    g()', 'except KeyError:', '    return', EXPECTS],
    ],
    ['under a condition of the platform', ['if os.name == "nt":', `    ${EXPECTS}`]],
    ['under a condition of the environment', ['if os.environ.get("SLOW"):', `    ${EXPECTS}`]],
  ])('an expectation %s → not counted', async (_, lines) => {
    expect(await expected(...lines)).toBe(0);
  });

  test.each<[string, string[]]>([
    ['behind a function that returns', ['def g():', '    return 1', EXPECTS]],
    ['behind a failure by hand', ['if x:', '    raise ValueError', EXPECTS]],
    ['behind a loop that is gone on with', ['for x in y:', '    if x: continue', EXPECTS]],
    ['in a loop, behind rows that are passed over', ['for x in y:', '    if x: continue', `    ${EXPECTS}`]],
  ])('an expectation %s → counted', async (_, lines) => {
    expect(await expected(...lines)).toBe(1);
  });
});
