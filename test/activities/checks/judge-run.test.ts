import { describe, expect, test } from '@jest/globals';
import { judgeRun, wantedOf } from '../../../activities/checks/judge-run.ts';
import type { CommandResult } from '../../../activities/sandbox/sandbox.ts';
import type { Check } from '../../../workflows/contract/contract.ts';
import { checkWith } from '../../support/contract/sample-contract.ts';
import { commandResult } from '../../support/sandbox/scripted-sandbox.ts';

const METRIC = { marker: 'p95_ms', op: '<', value: 120 } as const;
const measured: Partial<Check> = { expect: { exitCode: 0, metric: METRIC } };
const onChannel: Partial<Check> = { expect: { exitCode: 0, metric: { ...METRIC, source: 'channel' } } };

describe('judgeRun', () => {
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
      { command: 'go test ./...' },
      { exitCode: 127, output: '/bin/bash: line 1: go: command not found\n' },
      {
        passed: false,
        reason: 'wanted exit 0: go: command not found',
        cannotRun: true,
        whyNot: 'exit 127, go: command not found',
      },
    ],
    [
      'a script of the workspace that is still to be written',
      {},
      { exitCode: 127, output: '/bin/bash: line 1: ./run.sh: No such file or directory\n' },
      {
        passed: false,
        reason: 'wanted exit 0: ./run.sh: No such file or directory',
        cannotRun: false,
      },
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
    [
      'metric met, with its unit',
      { expect: { exitCode: 0, metric: { ...METRIC, marker: 'p95' } } },
      { output: 'p95: 97 ms' },
      { passed: true, metric: 97, unit: 'ms', cannotRun: false },
    ],
    [
      'metric met by one line of two',
      measured,
      { output: 'p95_ms: 1\nbench p95_ms: 500' },
      { passed: false, metric: 500, reason: 'wanted p95_ms < 120', cannotRun: false },
    ],
    [
      'metric met in an output that was cut',
      measured,
      { output: 'p95_ms: 1', truncated: true, totalBytes: 20_000_000 },
      {
        passed: false,
        reason: 'no figure is read from an output that was cut (it has 20000000 bytes)',
        cannotRun: false,
      },
    ],
    [
      'metric met beside processes that were left',
      measured,
      { output: 'p95_ms: 1', leftProcesses: ['node', 'sleep', 'node'] },
      {
        passed: false,
        metric: 1,
        reason: 'left running when it ended: node, sleep; they may have printed the figure',
        cannotRun: false,
      },
    ],
    ['processes left, and no metric', {}, { leftProcesses: ['node'] }, { passed: true, cannotRun: false }],
    [
      'metric on the channel, whatever the output says and whoever is left',
      onChannel,
      { output: 'p95_ms: 500', channel: 'p95_ms: 97\n', leftProcesses: ['node'] },
      { passed: true, metric: 97, cannotRun: false },
    ],
    [
      'metric in the output and not on the channel',
      onChannel,
      { output: 'p95_ms: 97', channel: '' },
      { passed: false, reason: 'no figure on the channel for p95_ms', cannotRun: false },
    ],
    [
      'metric on a channel that was cut',
      onChannel,
      { channel: `p95_ms: 97\n${'x'.repeat(64 * 1024)}` },
      { passed: false, reason: 'more than 64 KiB were written to the channel', cannotRun: false },
    ],
    [
      'metric met but for a container inside of another',
      { expect: { exitCode: 0, metric: { jsonPath: 'p95', op: '<', value: 120 } } },
      { output: '{"p95": 97, "runs": [\n  {"p95": 130}\n]}' },
      {
        passed: false,
        metric: 130,
        reason: expect.stringMatching(/^wanted p95 < 120 \(that one is in JSON inside of other JSON/),
        cannotRun: false,
      },
    ],
  ])('%s → judged', (_, check, result, judgement) => {
    expect(judgeRun(checkWith(check), commandResult(result))).toEqual(judgement);
  });

  test('what the baseline showed → decides about units and about processes that are left', () => {
    const check = checkWith({ expect: { exitCode: 0, metric: { ...METRIC, marker: 'p95' } } });
    const result = commandResult({ output: 'p95: 1.2s', leftProcesses: ['esbuild'] });
    expect(judgeRun(check, result, { baselineUnit: 'ms' }).reason).toBe(
      'p95: 1.2s is in s; the baseline was in ms',
    );
    expect(judgeRun(check, result, { mayLeaveProcesses: true }).passed).toBe(true);
  });
});

describe('wantedOf', () => {
  test.each<[string, Partial<Check>, object]>([
    ['no metric', {}, {}],
    ['a metric in the output', measured, { maxOutputBytes: 16 * 1024 * 1024 }],
    ['a metric on the channel', onChannel, { wantsChannel: true }],
  ])('%s → what its command is run with', (_, check, wanted) => {
    expect(wantedOf(checkWith(check))).toEqual(wanted);
  });
});
