import { describe, expect, test } from '@jest/globals';
import { runCheck } from '../../../activities/checks/run-check.ts';
import type { CheckCopy } from '../../../activities/copies/check-copy.ts';
import type { CommandResult } from '../../../activities/sandbox/sandbox.ts';
import { checkWith } from '../../support/contract/sample-contract.ts';
import { createScriptedSandbox } from '../../support/sandbox/scripted-sandbox.ts';

const METRIC = { marker: 'p95_ms', op: '<' as const, value: 120, source: 'channel' as const };
const copy: CheckCopy = {
  use: async (run) => ({ result: await run('/copy'), unlistable: 'nobody looks' }),
  remove: async () => undefined,
};
const NO_TRACES = { sealed: [], planted: [], undeclared: [], leftProcesses: [] };

/** The runs of a check whose figure comes by the channel. */
async function runsOf(...results: readonly Partial<CommandResult>[]) {
  const { runs } = await runCheck({
    check: checkWith({ expect: { exitCode: 0, metric: METRIC }, runs: results.length }),
    copy,
    known: {},
    sandbox: createScriptedSandbox((_, index) => results[index] ?? {}),
    signal: new AbortController().signal,
    interpret: () => ({ reads: { known: false, reason: 'nobody looks' }, traces: NO_TRACES }),
  });
  return runs;
}

describe('runCheck: a figure by the channel', () => {
  test('a run that fails → the end of what it wrote there is kept, and no further run is made', async () => {
    const runs = await runsOf({ channel: `${'x'.repeat(9_000)}p95_ms: 180` }, { channel: 'p95_ms: 1' });
    expect(runs).toHaveLength(1);
    expect(runs[0]?.channelTail).toHaveLength(4_000);
    expect(runs[0]).toMatchObject({ passed: false, channelTail: expect.stringMatching(/^x+p95_ms: 180$/) });
  });

  test('runs that pass → each with its figure; what they wrote is not kept', async () => {
    const runs = await runsOf({ channel: 'p95_ms: 97' }, { channel: 'p95_ms: 112' });
    expect(runs.map(({ metric }) => metric)).toEqual([97, 112]);
    for (const run of runs) expect(run).not.toHaveProperty('channelTail');
  });
});
