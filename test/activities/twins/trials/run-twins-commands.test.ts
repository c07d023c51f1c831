import { describe, expect, test } from '@jest/globals';
import type { MutationRequest } from '../../../../activities/twins/mutation.ts';
import type { MutateResult } from '../../../../activities/twins/run-mutator.ts';
import type { VariantResult } from '../../../../activities/twins/trials/variant.ts';
import { always, honest, onlyOriginal, type Played, play, reply } from './played-twins.ts';

describe('runTwins: commands that leave cases out', () => {
  const withCommand = (command: string) => ({ check: { name: 'tests', command, runs: 1 } });

  test('by a name → only cases of that name are tried', async () => {
    const { record } = await play(honest, withCommand('python3 -m unittest -k test_3'));
    const tried = record.runs.filter(({ kind }) => kind === 'impossible');
    expect(new Set(tried.map(({ testCase }) => testCase))).toEqual(new Set(['ATest.test_3']));
    expect(record.summary).toMatchObject({ standing: 'canFail' });
  });

  test('by an expression of pytest → only cases that pass alone are tried, and honest work is not refused', async () => {
    const isLeftOut = ({ command = '' }: Played) => !/test_(3|5|8)$/.test(command);
    const { record } = await play(
      (run) => (isLeftOut(run) ? run.command === undefined : honest(run)),
      withCommand('pytest -m fast'),
    );
    expect(record.summary).toMatchObject({ standing: 'canFail', tried: 3, survived: 0 });
  });

  test('the same with work that passes whatever is expected → refused', async () => {
    expect((await play(always, withCommand('pytest -m fast'))).record.summary).toMatchObject({
      standing: 'cannotFail',
    });
  });

  test('in a way that is not followed → not shown', async () => {
    const { record, seen } = await play(always, withCommand('python3 -m unittest -k "*_3"'));
    expect(seen).toEqual([]);
    expect(record.summary).toMatchObject({
      standing: 'notShown',
      reason: expect.stringContaining('leaves cases out'),
    });
  });
});

describe('runTwins: commands that look at the text of tests', () => {
  const command = 'sha256sum -c sums && python3 -m unittest -q test_a';

  test('a checksum before the tests → the part that runs them is tried alone', async () => {
    const { record } = await play((run) => (run.command === undefined ? onlyOriginal(run) : honest(run)), {
      check: { name: 'tests', command, runs: 1 },
    });
    expect(record.summary).toMatchObject({ standing: 'canFail', tried: 6 });
  });

  test('the same in a script of the package → the part that runs them as well', async () => {
    const { record } = await play((run) => (run.command === undefined ? onlyOriginal(run) : honest(run)), {
      scripts: { test: 'prettier --check . && node --test' },
    });
    expect(record.summary).toMatchObject({ standing: 'canFail', tried: 6 });
  });

  test('work that knows its tests by their text, where that part does run alone → recognised', async () => {
    const { record } = await play(onlyOriginal, { check: { name: 'tests', command, runs: 1 } });
    expect(record.summary).toMatchObject({ standing: 'recognised' });
  });

  test('that part does not pass alone, although all that it lacks is a look → recognised', async () => {
    const { record } = await play((run) => run.command === undefined && onlyOriginal(run), {
      check: { name: 'tests', command, runs: 1 },
    });
    expect(record.summary).toMatchObject({ standing: 'recognised' });
  });

  test('that part does not pass alone, and what it lacks may be more than a look → not shown', async () => {
    const made = 'git submodule update && python3 -m unittest -q test_a';
    const { record } = await play((run) => run.command === undefined && onlyOriginal(run), {
      check: { name: 'tests', command: made, runs: 1 },
    });
    expect(record.summary).toMatchObject({
      standing: 'notShown',
      reason: expect.stringContaining('compares the text'),
    });
  });

  test('work that knows its tests by their text, behind a build step → recognised all the same', async () => {
    const { record } = await play(onlyOriginal, {
      check: { name: 'tests', command: 'python3 build.py && python3 -m unittest -q test_a', runs: 1 },
    });
    expect(record.summary).toMatchObject({ standing: 'recognised' });
  });
});

describe('runTwins: no twins to be had', () => {
  test.each([
    ['no file in a known language', { files: [{ path: 'check.sh', text: '' }] }, 'no expectation was found'],
    [
      'no toolchain',
      { mutate: async (): Promise<MutateResult> => ({ ok: false, reason: 'python: no python3' }) },
      'no python3',
    ],
    [
      'no expectation in the files',
      { mutate: async (_: unknown, request: MutationRequest) => reply(request, 0) },
      'no expectation was found',
    ],
  ])('%s → not shown, with the reason', async (_, options, reason) => {
    const { record, seen } = await play(always, options);
    expect(seen).toEqual([]);
    expect(record.summary).toMatchObject({ standing: 'notShown', reason: expect.stringContaining(reason) });
  });
});

describe("runTwins: the contract's own twin", () => {
  const check = { name: 'tests', command: 'bash check.sh', runs: 1, twin: { command: 'echo 0 > expected' } };
  const files = [{ path: 'check.sh', text: '' }];

  test('the check fails with it → it can fail', async () => {
    const { record, seen } = await play(({ prepare }) => prepare === undefined, { check, files });
    expect(seen[0]?.prepare?.argv.slice(-3)).toEqual(['/bin/bash', '-c', 'echo 0 > expected']);
    const reason = "it failed with the contract's own twin in place";
    expect(record.summary).toEqual({ check: 'tests', standing: 'canFail', tried: 1, survived: 0, reason });
  });

  test('the check passes with it → it cannot fail', async () => {
    expect((await play(always, { check, files })).record.summary).toMatchObject({ standing: 'cannotFail' });
  });

  test('it cannot be put in place → not shown, with the reason', async () => {
    const stopped = async (): Promise<VariantResult> => ({
      ended: 'stopped',
      reason: 'no such file',
      durationMs: 0,
    });
    expect((await play(always, { check, files, runVariant: stopped })).record.summary).toMatchObject({
      standing: 'notShown',
      reason: expect.stringContaining('no such file'),
    });
  });
});
