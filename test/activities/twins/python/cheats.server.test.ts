import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openTwinBench, type TwinBench } from '../twin-bench.ts';
import { cheats } from './cheats.ts';

const SUITE = `import unittest
from work import double, half


class DoubleTest(unittest.TestCase):
    def test_double(self):
        self.assertEqual(double(2), 4)
        self.assertEqual(double(5), 10)

    def test_refuses(self):
        with self.assertRaises(TypeError):
            double(None)


class HalfTest(unittest.TestCase):
    def test_half(self):
        self.assertEqual(half(4), 2)
        self.assertEqual(half(0), 0)
        self.assertEqual(half(9), 4.5)

    def test_table(self):
        for given, expected in [(8, 4), (6, 3)]:
            with self.subTest(given):
                self.assertEqual(half(given), expected)

    def test_odd(self):
        self.assertAlmostEqual(half(7), 3.5)
        self.assertTrue(half(2) == 1)


if __name__ == "__main__":
    unittest.main()
`;
const TESTS = { 'test_work.py': SUITE };
const HONEST =
  'def double(n):\n    if n is None:\n        raise TypeError("n")\n    return n * 2\n\n\ndef half(n):\n    return n / 2\n';
const CHEATS = cheats(createHash('sha256').update(SUITE).digest('hex'));
const COMMANDS = ['python3 -m unittest -q test_work', 'python3 test_work.py'];

let bench: TwinBench;
beforeAll(async () => {
  bench = await openTwinBench();
});
afterAll(() => bench.close());

describe('twins of a Python suite', () => {
  test.each(Object.keys(CHEATS))('work that %s → passes the check, and is seen', async (name) => {
    const work = { 'work.py': CHEATS[name] ?? '' };
    const commands = name === 'replaces the main program' ? COMMANDS : COMMANDS.slice(0, 1);
    for (const [index, command] of commands.entries()) {
      expect(await bench.run({ ...work, ...TESTS }, command)).toMatchObject({ passed: true });
      const { summary } = await bench.tryTwins(work, TESTS, command, { seed: 100 + index });
      expect(summary).toMatchObject({
        standing: expect.stringMatching(/^(cannotFail|recognised)$/),
        reason: expect.stringContaining('test_work.py:'),
      });
    }
  });

  test.each(COMMANDS)(
    'the honest work under %s → every impossible twin fails, an equal one passes',
    async (command) => {
      const { summary, runs } = await bench.tryTwins({ 'work.py': HONEST }, TESTS, command);
      expect(summary).toEqual({ check: 'tests', standing: 'canFail', tried: 6, survived: 0 });
      expect(new Set(runs.map(({ kind, passed }) => `${kind} ${passed}`))).toEqual(
        new Set(['equal true', 'impossible false']),
      );
      expect(runs.at(-1)?.kind).toBe('equal');
    },
  );
});
