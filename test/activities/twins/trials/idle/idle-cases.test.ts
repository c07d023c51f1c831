import { describe, expect, test } from '@jest/globals';
import type { TestFile } from '../../../../../activities/twins/trials/find-twins.ts';
import { idleCases } from '../../../../../activities/twins/trials/idle/idle-cases.ts';

const PYTHON: TestFile = {
  path: 'tests/test_a.py',
  text: `import unittest


class ATest(unittest.TestCase):
    def test_x(self):
        self.assertEqual(1, 1)

    def test_y(self):
        self.assertEqual(1, 1)


class BTest(unittest.TestCase):
    def test_x(self):
        self.assertEqual(1, 1)
`,
};
const JAVASCRIPT: TestFile = {
  path: 'test/a.test.mjs',
  text: `describe('sums', () => {
  test('small', () => assert.equal(1, 1));
  test('large', async () => {
    assert.equal(1, 1);
  });
});
`,
};
const GO: TestFile = {
  path: 'a_test.go',
  text: 'package a\n\nfunc TestX(t *testing.T) {\n\tx(t)\n}\n\nfunc TestY(t *testing.T) {\n\ty(t)\n}\n',
};

interface Told {
  /** What a failing case says begins so, in the order of the file; those at these places run. */
  readonly live: readonly number[];
  readonly file?: TestFile;
  readonly withWork?: boolean;
  /** Cases fail without the work unless they expect nothing. */
  readonly failing?: boolean;
  /** What is printed besides, each time another. */
  readonly prints?: () => string;
}

async function ask({ live, file = PYTHON, withWork = true, failing = true, prints = () => '' }: Told) {
  const parts = (text: string): string[] => text.split(/^(?=.*(?:def test_|test\(|func Test))/m).slice(1);
  const found = await idleCases([file], [file.path], {
    word: 'failingword',
    async onAccepted({ changes }) {
      const own = parts(changes.find(({ path }) => path === file.path)?.text ?? file.text);
      const bad = live.find((at) => {
        const text = own[at] ?? '';
        return text.includes('failingword') || (failing && !/\breturn\b|true \|\|/.test(text));
      });
      return { passed: bad === undefined, gist: `${bad ?? 'ok'}${prints()}` };
    },
    passesWithWork: async () => withWork,
  });
  return found.map(({ testCase }) => testCase);
}

describe('idleCases', () => {
  test.each<[string, Told, readonly string[]]>([
    ['one case of unittest', { live: [0] }, ['ATest.test_y', 'BTest.test_x']],
    ['a class of unittest', { live: [0, 1] }, ['BTest.test_x']],
    ['the last one', { live: [2] }, ['ATest.test_x', 'ATest.test_y']],
    ['one case of JavaScript', { live: [1], file: JAVASCRIPT }, ['sums small']],
    ['one case of Go', { live: [0], file: GO }, ['TestY']],
  ])('%s runs → the others', async (_, told, idle) => {
    expect(await ask(told)).toEqual(idle);
  });

  const changed = (from: string, to: string): TestFile => ({
    ...PYTHON,
    text: PYTHON.text.replace(from, to),
  });
  let runs = 0;
  const nextWord = (): string => {
    runs += 1;
    return `run ${runs}`;
  };
  test.each<[string, Told]>([
    ['all of them run', { live: [0, 1, 2] }],
    ['none runs that is known', { live: [] }],
    ['the check fails on the work with the others failing', { live: [0], withWork: false }],
    ['what is printed differs', { live: [0], prints: nextWord }],
    ['a case may be skipped', { live: [0], file: changed('import unittest', 'import unittest  # skipIf') }],
    [
      'a class stands under a condition',
      {
        live: [0, 1],
        file: changed(
          'class BTest(unittest.TestCase):\n    def test_x(self):\n        ',
          'if fast:\n    class BTest(unittest.TestCase):\n        def test_x(self):\n            ',
        ),
      },
    ],
    [
      'a case of the same name runs',
      { live: [0], file: { ...JAVASCRIPT, text: JAVASCRIPT.text.replace('large', 'small') } },
    ],
    ['it is no program', { live: [0], file: { ...JAVASCRIPT, text: 'test(' } }],
  ])('%s → none', async (_, told) => {
    expect(await ask(told)).toEqual([]);
  });
});
