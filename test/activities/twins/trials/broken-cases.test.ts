import { expect, test } from '@jest/globals';
import { createRandom } from '../../../../activities/twins/drawing/random.ts';
import { brokenCases, tryBrokenCases } from '../../../../activities/twins/trials/broken-cases.ts';
import type { TwinRecord } from '../../../../journal/bodies/twin-record.ts';

const PYTHON = `class A(unittest.TestCase):
    def test_century(self):
        self.common(1900)

    @unittest.skip("later")
    def test_later(self):
        self.common(2000)

    async def test_four(self) -> None:

        """Every fourth."""
        self.common(4)
`;
const textOf = (path: string, text: string, said: string): string | undefined =>
  brokenCases([{ path, text }], said, createRandom(1))[0]?.changes[0]?.text;

test('brokenCases: a case that the check named → fails before its first statement', () => {
  expect(textOf('tests/test_a.py', PYTHON, 'FAIL: test_century (tests.A)')).toMatch(
    /test_century\(self\):\n {8}raise AssertionError\("[a-z]+"\)\n {8}self/,
  );
  expect(textOf('tests/test_a.py', PYTHON, 'FAIL: test_four')).toMatch(
    /\n {8}raise AssertionError\("[a-z]+"\)\n {8}"""Every/,
  );
  const js =
    'test(\'a century\', async () => { check(1900); });\nit("others too", function () { check(4); });\n';
  expect(textOf('a.test.mjs', js, 'not ok 1 - a century')).toMatch(
    /=> \{ throw new Error\('[a-z]+'\); check\(1900/,
  );
  expect(textOf('a.test.mjs', js, 'not ok 2 - others too')).toMatch(
    /\{ throw new Error\('[a-z]+'\); check\(4/,
  );
  const go = 'package a\n\nfunc TestCentury(t *testing.T) {\n\tcheck(t, 1900)\n}\n';
  expect(textOf('a_test.go', go, '--- FAIL: TestCentury (0.00s)')).toMatch(/\{ panic\("[a-z]+"\);\n/);
});

test('brokenCases: one that was not named, is skipped, or is called by a plain word → none', () => {
  expect(brokenCases([{ path: 'tests/test_a.py', text: PYTHON }], 'test_later', createRandom(1))).toEqual([]);
  expect(brokenCases([{ path: 'tests/test_a.py', text: PYTHON }], 'test_centuryx', createRandom(1))).toEqual(
    [],
  );
  const js = "test('small', () => { check(1); });\n";
  expect(brokenCases([{ path: 'a.test.mjs', text: js }], 'too small', createRandom(1))).toEqual([]);
});

test('brokenCases: one name in several files → broken in all of them', () => {
  const files = ['tests/test_a.py', 'more/test_a.py', 'lib/other.rb'].map((path) => ({ path, text: PYTHON }));
  expect(brokenCases(files, 'test_century', createRandom(1))[0]?.changes.map(({ path }) => path)).toEqual([
    'tests/test_a.py',
    'more/test_a.py',
  ]);
});

const RECORD: TwinRecord = {
  summary: { check: 'tests', standing: 'canFail', tried: 6, survived: 0 },
  seed: 1,
  expectations: 6,
  durationMs: 1,
  runs: [],
};
const tried = (passes: boolean, said: string) =>
  tryBrokenCases(RECORD, {
    files: [{ path: 'tests/test_a.py', text: PYTHON }],
    said,
    passesWithWork: async () => passes,
  });

test('tryBrokenCases: a check that passes although the case fails at once → it cannot fail', async () => {
  expect((await tried(true, 'test_century')).summary).toMatchObject({
    standing: 'cannotFail',
    reason: expect.stringContaining('test_century'),
  });
});

test('tryBrokenCases: a check that fails with it → it can fail, and what could not be changed is named', async () => {
  expect((await tried(false, 'test_century')).summary).toEqual({
    ...RECORD.summary,
    unchanged: ['test_century'],
  });
  expect(await tried(false, 'something else')).toEqual(RECORD);
});

test('brokenCases: a case that is one expression, or that a condition may skip → fails as soon as it runs', () => {
  const js = [
    "test('a century', () => check(1900));",
    "test('others too', { skip: work.fast === undefined }, async (t) => { check(4); });",
    "test('all of them', t => check(t, 4));",
    '',
  ].join('\n');
  expect(textOf('a.test.mjs', js, '✖ a century')).toMatch(
    /\(\) => \(\(\) => \{ throw new Error\('[a-z]+'\); \}\)\(\) \|\| check\(1900\)\);/,
  );
  expect(textOf('a.test.mjs', js, '✖ others too')).toMatch(
    /async \(t\) => \{ throw new Error\('[a-z]+'\); check\(4/,
  );
  expect(textOf('a.test.mjs', js, '✖ all of them')).toMatch(/t => \(\(\) => \{ throw/);
  const python = '@unittest.skipIf(total is None, "away")\ndef test_total(self):\n    self.common()\n';
  expect(textOf('test_a.py', python, 'FAIL: test_total')).toMatch(/ {4}raise AssertionError/);
});
