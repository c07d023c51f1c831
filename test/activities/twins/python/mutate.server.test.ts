import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { MutationReply } from '../../../../activities/twins/mutation.ts';
import { openTwinBench, type TwinBench } from '../twin-bench.ts';

let bench: TwinBench;
beforeAll(async () => {
  bench = await openTwinBench();
});
afterAll(() => bench.close());

async function mutate(texts: Readonly<Record<string, string>>, seed = 1): Promise<MutationReply> {
  const files = Object.entries(texts).map(([path, text]) => ({ path, text }));
  const result = await bench.mutate('python', { seed, files, impossible: 50, equal: 50 });
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

  test('a twin of either kind → differs in the one expectation and a last comment only, byte for byte', async () => {
    const lines = ['# Ünï', 'f("é"); self.assertEqual(x,   7 )  # as it was', 'f(1)'];
    const { impossible, equal } = await mutate({ 'a.py': inCase(...lines) });
    const [before = '', after = ''] = inCase(...lines).split('7');
    expect([impossible.length, equal.length]).toEqual([1, 1]);
    for (const twin of [...impossible, ...equal]) {
      expect(twin).toMatchObject({ path: 'a.py', line: 5, testCase: 'T.test_a' });
      expect(twin.text.startsWith(before)).toBe(true);
      expect(twin.text.replace(/# [a-z]+\n$/, '').endsWith(after)).toBe(true);
      expect(twin.text).toMatch(/\n# [a-z]+\n$/);
    }
  });

  test('a pair of two values → the place of the one that counts says nothing', async () => {
    const text = inCase('self.assertIn(3, f(3))');
    const twins = await Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map((seed) => mutate({ 'a.py': text }, seed)));
    const places = (kind: 'impossible' | 'equal') =>
      new Set(twins.map((reply) => /\)\[[01]\]/.exec(reply[kind][0]?.text ?? '')?.[0]));
    expect(places('impossible')).toEqual(new Set([')[0]', ')[1]']));
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
  ])('%s → both kinds, and both are valid Python', async (line) => {
    const text = inCase(line).replace('    def', line.includes('await') ? '    async def' : '    def');
    const { impossible, equal, expectations } = await mutate({
      'a.py': text.replace('TestCase', 'IsolatedAsyncioTestCase'),
    });
    expect(expectations).toBe(1);
    expect([impossible.length, equal.length]).toEqual([1, 1]);
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

  test('tests that look at their own text → no equal twin, since they may rightly fail', async () => {
    const reply = await mutate({ 'a.py': inCase('self.assertEqual(len(open(__file__).read()), 5)') });
    expect([reply.impossible.length, reply.equal.length]).toEqual([1, 0]);
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
