import { describe, expect, test } from '@jest/globals';
import { baselineOf, knownOf, passedBeforeWork } from '../../../activities/checks/known-of-check.ts';
import type { CheckRun } from '../../../journal/rows/goals/check-run.ts';
import { omit } from '../../../objects/omit.ts';
import type { RunTraces } from '../../../workflows/evidence/workspace-changes.ts';
import { checkWith } from '../../support/contract/sample-contract.ts';

const QUIET: RunTraces = { sealed: [], planted: [], undeclared: [], leftProcesses: [] };
const run = (fields: Partial<CheckRun> = {}): CheckRun => ({
  runId: 'r',
  threadId: 't',
  goalId: 'g',
  revision: 1,
  seq: 4,
  purpose: 'baseline',
  name: 'tests',
  role: 'verification',
  command: 'npm test',
  passed: false,
  exitCode: 1,
  metric: null,
  durationMs: 1,
  outputSha256: '',
  outputTail: '',
  workspaceDigest: '',
  reason: null,
  ranAt: new Date(0),
  isWithoutWork: true,
  traces: QUIET,
  ...fields,
});

describe('baselineOf', () => {
  test('several baselines, audits between → the runs of the latest one up to this revision', () => {
    const runs = [
      run({ seq: 4 }),
      run({ seq: 9, purpose: 'audit' }),
      run({ seq: 12, revision: 2 }),
      run({ seq: 12, revision: 2, name: 'other' }),
      run({ seq: 20, revision: 3 }),
    ];
    expect(baselineOf(runs, { goalId: 'g', revision: 2 }).map(({ seq, name }) => [seq, name])).toEqual([
      [12, 'tests'],
      [12, 'other'],
    ]);
    expect(baselineOf([], { goalId: 'g', revision: 1 })).toEqual([]);
  });
});

describe('knownOf', () => {
  const check = checkWith();

  test('no run of this very command → nothing is known', () => {
    expect(knownOf(check, [])).toEqual({});
    expect(knownOf(check, [run({ command: 'npm run other' })])).toEqual({});
  });

  test('ran on the accepted state alone → unit, traces and processes count', () => {
    const traces = { ...QUIET, sealed: ['test/db'], leftProcesses: ['server'] };
    expect(knownOf(check, [run({ metric: 180, unit: 'ms', traces })])).toEqual({
      readBefore: [],
      saidBefore: '',
      passedBefore: false,
      baselineMetric: 180,
      baselineUnit: 'ms',
      mayLeaveProcesses: true,
      usual: [traces],
    });
    expect(knownOf(check, [run({ passed: true }), run({ passed: true })])).toMatchObject({
      passedBefore: true,
    });
    expect(knownOf(check, [run({ passed: true }), run()])).toMatchObject({ passedBefore: false });
  });

  test('ran with work that was there already → only whether it passed: the rest may be forged', () => {
    const forged = omit(
      run({
        metric: 1,
        unit: 's',
        traces: { ...QUIET, sealed: ['test/t'] },
      }),
      'isWithoutWork',
    );
    expect(knownOf(check, [forged])).toEqual({ passedBefore: false });
  });
});

describe('passedBeforeWork', () => {
  const failed = run({ revision: 1 });
  const passed = run({ revision: 2, seq: 12, passed: true });
  const wasBefore = (runs: readonly CheckRun[], acceptedFrom?: number): boolean =>
    passedBeforeWork(
      checkWith({ name: 'tests', command: 'npm test' }),
      runs,
      { passedBefore: true },
      acceptedFrom,
    );

  test('it failed at first, and passes on a state that was accepted whole, work included → it did not', () => {
    expect(wasBefore([failed, passed], 2)).toBe(false);
  });

  test('it passed from the start; or only its tests were accepted; or another command failed → it did', () => {
    expect(wasBefore([run({ passed: true }), passed], 2)).toBe(true);
    expect(wasBefore([failed, passed])).toBe(true);
    expect(wasBefore([run({ command: 'npm run old' }), passed], 2)).toBe(true);
  });
});
