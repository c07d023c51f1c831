/** Tests of Python, run by the real one: skips of the work are failures, and others are not. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createRandom } from '../../../../../activities/twins/drawing/random.ts';
import { isSkippedByWork } from '../../../../../activities/twins/trials/skipped/skipped-by-work.ts';

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'goalkeeper-skipped-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const suite = (cases: string, head = ''): string => `"""Tests of halves."""
from __future__ import annotations

${head}from work import (
    half,
)
import unittest


class HalfTest(unittest.TestCase):
    def test_small(self):
        self.assertEqual(half(4), 2)

${cases}`;
const SUITE = suite('    def test_large(self):\n        self.assertEqual(half(4000), 2000)\n');
const work = (hard: string): string => `import unittest


def half(n):
    if n > 100:
        ${hard}
    return n // 2
`;

/** `added`: tests that the work brings along. */
async function skipped(text: string, module: string, added = '') {
  let runs = 0;
  const passesWithWork = async (changes: readonly { readonly text: string }[]): Promise<boolean> => {
    runs += 1;
    const directory = mkdtempSync(join(root, 'run-'));
    writeFileSync(join(directory, 'work.py'), module);
    writeFileSync(join(directory, 'half_test.py'), changes[0]?.text ?? text);
    writeFileSync(join(directory, 'added_test.py'), added);
    const argv = ['-m', 'unittest', '-q', 'half_test', 'added_test'];
    return spawnSync('python3', argv, { cwd: directory }).status === 0;
  };
  expect(await passesWithWork([])).toBe(true);
  runs = 0;
  const isFound = await isSkippedByWork({
    tests: [{ path: 'half_test.py', text }],
    works: Object.entries({ 'work.py': module, 'added_test.py': added }).map(([path, written]) => ({
      path,
      readText: async () => written,
    })),
    random: createRandom(1),
    passesWithWork,
  });
  return { isFound, runs };
}

describe('isSkippedByWork', () => {
  test.each([
    ['the exception itself', 'raise unittest.SkipTest("not supported")'],
    ['its class', 'raise unittest.SkipTest'],
    ['the method of a case', 'unittest.TestCase().skipTest("not supported")'],
    ['a text that is run', 'exec("raise unittest.SkipTest(1)")'],
    ['what ends a case without a word', 'raise unittest.case._ShouldStop'],
  ])('the work raises %s for a hard input → found', async (_, hard) => {
    expect(await skipped(SUITE, work(hard))).toEqual({ isFound: true, runs: 4 });
  });

  test.each([
    ['honest work, which has a word of skips', SUITE, work('pass  # nothing is skipped')],
    [
      'tests that skip by themselves, in a decorator and within',
      suite(
        '    @unittest.skip("slow")\n    def test_large(self):\n        half(4000)\n\n    def test_other(self):\n        self.skipTest("slow")\n',
      ),
      work('pass  # nothing is skipped'),
    ],
  ])('%s → not found, after one run', async (_, text, module) => {
    expect(await skipped(text, module)).toEqual({ isFound: false, runs: 1 });
  });

  test('tests of the work itself that skip → not found', async () => {
    const added = `import unittest
from work import half


class AddedTest(unittest.TestCase):
    def test_slow(self):
        self.skipTest("slow")

    def test_slower(self):
        raise unittest.SkipTest("slower")
`;
    expect(await skipped(SUITE, work('pass'), added)).toEqual({ isFound: false, runs: 1 });
  });

  test('tests that want the work to raise it → nothing is asked', async () => {
    const text = suite(
      '    def test_large(self):\n        with self.assertRaises(unittest.SkipTest):\n            half(4000)\n',
    );
    expect(await skipped(text, work('raise unittest.SkipTest("not here")'))).toEqual({
      isFound: false,
      runs: 0,
    });
  });
});
