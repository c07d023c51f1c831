import { describe, expect, test } from '@jest/globals';
import { judge } from '../../../activities/checks/judge.ts';
import type { CommandResult } from '../../../activities/sandbox/sandbox.ts';
import type { Check } from '../../../workflows/contract.ts';
import { checkWith } from '../../support/sample-contract.ts';
import { commandResult } from '../../support/scripted-sandbox.ts';

const METRIC = { marker: 'p95_ms', op: '<', value: 120 } as const;
const measured: Partial<Check> = { expect: { exitCode: 0, metric: METRIC } };

describe('judge', () => {
  test.each<[string, Partial<Check>, Partial<CommandResult>, object]>([
    ['exit 0 as wanted', {}, {}, { passed: true, cannotRun: false }],
    ['another exit code', {}, { exitCode: 1 }, { passed: false, reason: 'wanted exit 0', cannotRun: false }],
    [
      'the exit code that was wanted',
      { expect: { exitCode: 3 } },
      { exitCode: 3 },
      { passed: true, cannotRun: false },
    ],
    [
      '0 where failure is wanted',
      { expect: { exitCode: 3 } },
      {},
      { passed: false, reason: 'wanted exit 3', cannotRun: false },
    ],
    [
      'a program that is not on this machine',
      {},
      { exitCode: 127, output: '/bin/bash: line 1: go: command not found\n' },
      { passed: false, reason: 'wanted exit 0', cannotRun: true },
    ],
    [
      'a script of the workspace that is still to be written',
      {},
      { exitCode: 127, output: '/bin/bash: line 1: ./run.sh: No such file or directory\n' },
      { passed: false, reason: 'wanted exit 0', cannotRun: false },
    ],
    ['not executable', {}, { exitCode: 126 }, { passed: false, reason: 'wanted exit 0', cannotRun: false }],
    [
      '127 where it is wanted',
      { expect: { exitCode: 127 } },
      { exitCode: 127 },
      { passed: true, cannotRun: false },
    ],
    [
      '127 where another failure is wanted',
      { expect: { exitCode: 1 } },
      { exitCode: 127 },
      { passed: false, reason: 'wanted exit 1', cannotRun: false },
    ],
    [
      'not started',
      {},
      { exitCode: null, endedBy: 'failedToStart', reason: 'no bwrap' },
      { passed: false, reason: 'the command could not be started', cannotRun: true },
    ],
    [
      'timeout',
      { timeoutSeconds: 5 },
      { exitCode: null, endedBy: 'timeout' },
      { passed: false, reason: 'still running after 5 s', cannotRun: false },
    ],
    [
      'killed',
      {},
      { exitCode: null, endedBy: 'outputCeiling' },
      { passed: false, reason: 'killed (outputCeiling)', cannotRun: false },
    ],
    ['metric met', measured, { output: 'p95_ms: 119.9' }, { passed: true, metric: 119.9, cannotRun: false }],
    [
      'metric missed by a hair',
      measured,
      { output: 'p95_ms: 120' },
      { passed: false, metric: 120, reason: 'wanted p95_ms < 120', cannotRun: false },
    ],
    [
      'metric not printed',
      measured,
      { output: 'all good' },
      { passed: false, reason: 'no line "p95_ms: <number>" in the output', cannotRun: false },
    ],
    [
      'metric met but failed',
      measured,
      { output: 'p95_ms: 1', exitCode: 1 },
      { passed: false, metric: 1, reason: 'wanted exit 0', cannotRun: false },
    ],
    [
      'metric met but killed',
      measured,
      { output: 'p95_ms: 1', exitCode: null, endedBy: 'timeout' },
      { passed: false, reason: 'still running after 30 s', cannotRun: false },
    ],
  ])('%s → judged', (_, check, result, judgement) => {
    expect(judge(checkWith(check), commandResult(result))).toEqual(judgement);
  });
});
