import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Sandbox } from '../../activities/sandbox/sandbox.ts';
import type { Check } from '../../workflows/contract/contract.ts';
import { turnStarted } from '../journal/samples.ts';
import { createActivityEnvironment } from '../support/activities/activity-environment.ts';
import {
  asBaseline,
  type ChecksBench,
  openChecksBench,
  verifying,
} from '../support/activities/checks-bench.ts';
import { checkWith, contractWith } from '../support/contract/sample-contract.ts';

let bench: ChecksBench;
beforeAll(async () => {
  bench = await openChecksBench();
});
afterAll(() => bench.close());

describe('runChecks: verdict', () => {
  test('all checks pass → proven; journalled as the result of the claim, each run kept', async () => {
    const metric = { marker: 'p95_ms', op: '<', value: 120 } as const;
    const { input } = await bench.goalWith(
      contractWith({
        verification: {
          checks: [
            checkWith({
              name: 'p95',
              command: 'echo p95_ms: 118.4',
              runs: 2,
              expect: { exitCode: 0, metric },
            }),
          ],
          protectedPaths: [],
        },
        constraints: {
          checks: [checkWith({ name: 'lint', command: 'exit 3', expect: { exitCode: 3 } })],
          text: [],
        },
      }),
    );
    const verdict = await bench.run({ ...input, events: [turnStarted(4)] });
    const p95 = { name: 'p95', role: 'verification', passed: true, exitCode: 0, metric: 118.4, gap: 0 };
    const lint = { name: 'lint', role: 'constraint', passed: true, exitCode: 3 };
    expect(verdict).toEqual({
      outcomes: [p95, lint],
      changedProtectedPaths: [],
      twins: [
        { check: 'p95', standing: 'notShown', tried: 0, survived: 0, reason: expect.any(String) },
        { check: 'lint', standing: 'notShown', tried: 0, survived: 0, reason: expect.any(String) },
      ],
      proven: true,
      workspaceDigest: expect.stringMatching(/^\w{12}$/),
    });
    const items = await bench.parts.journal.readItems(input.threadId, 0, 10);
    expect(items.map(({ kind, callId }) => [kind, callId])).toEqual([
      ['event', undefined],
      ['toolResult', '2-0'],
    ]);
    expect(JSON.parse(items[1]?.body ?? '')).toMatchObject({ type: 'checksRan', ok: true, verdict });
    const runs = await bench.parts.journal.listCheckRuns(input.goal.goalId);
    expect(runs.map(({ name, command, purpose }) => [name, command, purpose])).toEqual([
      ['p95', 'echo p95_ms: 118.4', 'audit'],
      ['p95', 'echo p95_ms: 118.4', 'audit'],
      ['lint', 'exit 3', 'audit'],
    ]);
    expect(runs[0]).toMatchObject({
      outputTail: 'p95_ms: 118.4\n',
      workspaceDigest: expect.stringMatching(/^\w{64}$/),
    });
  });

  test.each<[string, Partial<Check>, object]>([
    ['wrong exit code', { command: 'exit 1' }, { exitCode: 1, reason: 'wanted exit 0' }],
    [
      'metric missed',
      { command: 'echo m=7', expect: { exitCode: 0, metric: { marker: 'm', op: '>', value: 7 } } },
      { exitCode: 0, metric: 7, gap: 0, reason: 'wanted m > 7' },
    ],
    [
      'metric far off',
      { command: 'echo m=7.5', expect: { exitCode: 0, metric: { marker: 'm', op: '>', value: 10 } } },
      { exitCode: 0, metric: 7.5, gap: 2.5 },
    ],
    [
      'metric met by a command that fails',
      { command: 'echo m=12; exit 1', expect: { exitCode: 0, metric: { marker: 'm', op: '>', value: 10 } } },
      { exitCode: 1, metric: 12, gap: 0 },
    ],
    [
      'metric not printed',
      { command: 'true', expect: { exitCode: 0, metric: { marker: 'm', op: '>', value: 7 } } },
      { exitCode: 0, reason: 'no line "m: <number>" in the output' },
    ],
    [
      'timeout',
      { command: 'sleep 60', timeoutSeconds: 1 },
      { exitCode: null, reason: 'still running after 1 s' },
    ],
  ])('%s → refused, and the check can run', async (_, check, outcome) => {
    const verdict = await bench.run((await bench.goalWith(verifying(check))).input);
    expect(verdict).toMatchObject({ proven: false, outcomes: [{ passed: false, ...outcome }] });
    expect(verdict).not.toHaveProperty('cannotRun');
  });

  test('no such command → cannot run, and the first such check is named', async () => {
    const { input } = await bench.goalWith(
      verifying({ name: 'a', command: 'no-such-a' }, { name: 'b', command: 'no-such-b' }),
    );
    expect(await bench.run(input)).toMatchObject({ proven: false, cannotRun: expect.stringMatching(/^a: /) });
  });

  test('every run has to pass → the first that does not ends the check and speaks for it', async () => {
    const contract = verifying({ runs: 5, command: 'flaky' });
    const { input } = await bench.goalWith(contract);
    let runs = 0;
    const flaky: Sandbox = {
      run: async (command) =>
        bench.sandbox.run({ ...command, argv: ['/bin/bash', '-c', `exit ${++runs === 2 ? 1 : 0}`] }),
    };
    expect(await bench.run(input, createActivityEnvironment(), flaky)).toMatchObject({
      proven: false,
      outcomes: [{ exitCode: 1 }],
    });
    expect(runs).toBe(2);
  });

  test('no metric, or none printed → no gap', async () => {
    const metric = { marker: 'm', op: '>', value: 7 } as const;
    const { input } = await bench.goalWith(
      verifying(
        { name: 'a', command: 'false' },
        { name: 'b', command: 'true', expect: { exitCode: 0, metric } },
      ),
    );
    const { outcomes } = await bench.run(input);
    for (const outcome of outcomes) expect(outcome).not.toHaveProperty('gap');
  });

  test('several runs → the gap of the one that failed', async () => {
    const metric = { marker: 'm', op: '<', value: 10 } as const;
    const { input } = await bench.goalWith(verifying({ runs: 3, expect: { exitCode: 0, metric } }));
    let runs = 0;
    const slower: Sandbox = {
      run: (command) =>
        bench.sandbox.run({ ...command, argv: ['/bin/bash', '-c', `echo m=${9 + runs++ * 5}`] }),
    };
    const { outcomes } = await bench.run(input, createActivityEnvironment(), slower);
    expect(outcomes).toMatchObject([{ passed: false, metric: 14, gap: 4 }]);
    expect(runs).toBe(2);
  });

  test('a baseline → an event of the record, and no tool result', async () => {
    const { input } = await bench.goalWith(verifying({ command: 'true' }));
    await bench.run(asBaseline(input));
    const [item] = await bench.parts.journal.readItems(input.threadId, 0, 10);
    expect(item).toMatchObject({
      kind: 'event',
      callId: 'checks-5',
      body: expect.stringContaining('"baseline"'),
    });
  });
});
