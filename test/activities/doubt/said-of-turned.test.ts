import { expect, test } from '@jest/globals';
import { type SaidInput, saidOfTurned } from '../../../activities/doubt/said-of-turned.ts';
import { caseNames } from '../../../activities/twins/runners/case-forms.ts';
import type { TestFile } from '../../../activities/twins/trials/find-twins.ts';

const NAMES = ['test_one', 'test_two', 'test_three', 'test_four', 'test_five'];
const FILE: TestFile = {
  path: 'tests/test_a.py',
  text: NAMES.map((name) => `    def ${name}(self):\n        self.common()\n`).join('\n'),
};

/** A suite in which these cases fail without the work; it names every case where `isLoud`. */
const played = (failing: readonly string[], isLoud: boolean) => {
  const runs: string[][] = [];
  const onAccepted: SaidInput['onAccepted'] = ({ changes }) => {
    const [{ text } = FILE] = changes;
    const expecting = NAMES.filter((name) => !text.includes(`def ${name}(self):\n        return\n`));
    runs.push(expecting);
    const failed = failing.filter((name) => expecting.includes(name));
    const lines = NAMES.map((name) => `${name} ... ${failed.includes(name) ? 'FAIL' : 'ok'}`);
    return Promise.resolve({ passed: failed.length === 0, gist: isLoud ? lines.join('\n') : '' });
  };
  const said = (before: string, now: string): Promise<string> =>
    saidOfTurned({ before, now, files: [FILE], runMs: 1000, seed: 1, onAccepted });
  return { said, runs };
};
const loud = (failed: readonly string[]): string =>
  NAMES.map((name) => `${name} ... ${failed.includes(name) ? 'FAIL' : 'ok'}`).join('\n');

test('saidOfTurned: passing says nothing of cases → what was said of those that failed, without a run', async () => {
  const { said, runs } = played(['test_two'], false);
  expect(await said('FAIL: test_two\nRan 5 tests in 0.1s', 'Ran 5 tests in 0.2s')).toBe('FAIL: test_two');
  expect(runs).toEqual([]);
});

test('saidOfTurned: the work says it all again → it is not taken for what passing says', async () => {
  const { said, runs } = played(['test_two'], false);
  expect(await said('FAIL: test_two', 'FAIL: test_two\nOK')).toBe('FAIL: test_two');
  expect(runs).toEqual([[]]);
});

test('saidOfTurned: a check that names every case → those that are said otherwise where none expects anything', async () => {
  const { said } = played(['test_two'], true);
  expect(await said(loud(['test_two']), loud([]))).toBe('test_two ... FAIL');
  expect(await said(loud(['test_two']), loud(['test_two']))).toBe('test_two ... FAIL');
});

test('saidOfTurned: a check that says nothing → the cases that fail without the work are found', async () => {
  const { said, runs } = played(['test_two', 'test_five'], false);
  expect((await said('', '')).split('\n').filter(Boolean).sort()).toEqual(['test_five', 'test_two']);
  expect(runs.length).toBeLessThanOrEqual(10);
});

test('saidOfTurned: the check passed at first, or a file cannot be loaded without the work → nothing is looked for', async () => {
  const fails = { now: '', files: [FILE], runMs: 1000, seed: 1 };
  let runs = 0;
  const onAccepted = (): Promise<{ passed: boolean; gist: string }> => {
    runs += 1;
    return Promise.resolve({ passed: false, gist: 'ImportError' });
  };
  expect(await saidOfTurned({ ...fails, onAccepted })).toBe('');
  expect(runs).toBe(0);
  expect(await saidOfTurned({ ...fails, before: '', onAccepted })).toBe('');
  expect(runs).toBe(1);
});

test('caseNames: cases of node in each of their forms → their titles', () => {
  const text =
    "test('a', () => f()); it(\"b c\", { skip: x }, async (t) => { f(); }); test('d', function () { f(); }); it('e', { skip: true }, () => {});";
  expect(caseNames({ path: 'a.test.mjs', text })).toEqual(['a', 'b c', 'd']);
});
