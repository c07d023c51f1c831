import { readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createRunChecks } from '../../activities/run-checks.ts';
import type { CommandResult, Sandbox } from '../../activities/sandbox/sandbox.ts';
import { digestWorkspace } from '../../activities/workspace/digest-workspace.ts';
import type { ChecksInput, ChecksResult } from '../../workflows/activities.ts';
import type { Check, Contract } from '../../workflows/contract.ts';
import { turnStarted } from '../journal/samples.ts';
import { createActivityEnvironment } from '../support/activity-environment.ts';
import { type ActivityParts, openActivityParts } from '../support/activity-parts.ts';
import { processesWith, until } from '../support/host-processes.ts';
import { checkWith, contractWith } from '../support/sample-contract.ts';
import { openTestSandbox, type TestSandbox } from '../support/sandbox.ts';

let confined: TestSandbox;
let parts: ActivityParts;

beforeAll(async () => {
  confined = await openTestSandbox();
  parts = await openActivityParts({ sandbox: confined.sandbox });
}, 60_000);
afterAll(async () => {
  await parts.close();
  confined.close();
});

interface Bench {
  readonly input: ChecksInput;
  readonly workspace: string;
  /** As a model's command would do it. */
  inWorkspace(command: string): Promise<CommandResult>;
}

async function benchFor(contract: Contract): Promise<Bench> {
  const threadId = await parts.newThread();
  const goal = { goalId: `goal_${threadId}`, revision: 1 };
  await parts.journal.saveContract(threadId, goal.goalId, 1, contract);
  const made = await parts.workspaces.ensure(threadId);
  if (!made.ok) throw new Error(made.reason);
  return {
    input: { threadId, turn: 1, seq: 5, events: [], goal, purpose: 'audit', callId: '2-0' },
    workspace: made.directory,
    inWorkspace: (command) =>
      confined.sandbox.run({
        workspace: made.directory,
        argv: ['/bin/bash', '-c', command],
        timeoutMs: 30_000,
      }),
  };
}

const verifying = (...checks: readonly Partial<Check>[]): Contract =>
  contractWith({ verification: { checks: checks.map(checkWith), protectedPaths: [] } });

const run = (
  input: ChecksInput,
  environment = createActivityEnvironment(),
  sandbox: Sandbox = confined.sandbox,
): Promise<ChecksResult> => environment.run(createRunChecks(parts.with({ sandbox })), input);

describe('runChecks: verdict', () => {
  test('all checks pass → proven; journalled as the result of the claim, each run kept', async () => {
    const metric = { marker: 'p95_ms', op: '<', value: 120 } as const;
    const { input } = await benchFor(
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
    const verdict = await run({ ...input, events: [turnStarted(4)] });
    const p95 = { name: 'p95', role: 'verification', passed: true, exitCode: 0, metric: 118.4 };
    const lint = { name: 'lint', role: 'constraint', passed: true, exitCode: 3 };
    expect(verdict).toEqual({ outcomes: [p95, lint], changedProtectedPaths: [], proven: true });
    const items = await parts.journal.readItems(input.threadId, 0, 10);
    expect(items.map(({ kind, callId }) => [kind, callId])).toEqual([
      ['event', undefined],
      ['toolResult', '2-0'],
    ]);
    expect(JSON.parse(items[1]?.body ?? '')).toMatchObject({ type: 'checksRan', ok: true, verdict });
    const runs = await parts.journal.listCheckRuns(input.goal.goalId);
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
      { exitCode: 0, metric: 7, reason: 'wanted m > 7' },
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
    const verdict = await run((await benchFor(verifying(check))).input);
    expect(verdict).toMatchObject({ proven: false, outcomes: [{ passed: false, ...outcome }] });
    expect(verdict).not.toHaveProperty('cannotRun');
  });

  test('no such command → cannot run, and the first such check is named', async () => {
    const { input } = await benchFor(
      verifying({ name: 'a', command: 'no-such-a' }, { name: 'b', command: 'no-such-b' }),
    );
    expect(await run(input)).toMatchObject({ proven: false, cannotRun: expect.stringMatching(/^a: /) });
  });

  test('every run has to pass → the first that does not ends the check and speaks for it', async () => {
    const contract = verifying({ runs: 5, command: 'flaky' });
    const { input } = await benchFor(contract);
    let runs = 0;
    const flaky: Sandbox = {
      run: async (command) =>
        confined.sandbox.run({ ...command, argv: ['/bin/bash', '-c', `exit ${++runs === 2 ? 1 : 0}`] }),
    };
    expect(await run(input, createActivityEnvironment(), flaky)).toMatchObject({
      proven: false,
      outcomes: [{ exitCode: 1 }],
    });
    expect(runs).toBe(2);
  });

  test('a baseline → an event of the record, and no tool result', async () => {
    const { input } = await benchFor(verifying({ command: 'true' }));
    const { callId: _, ...rest } = input;
    await run({ ...rest, purpose: 'baseline' });
    const [item] = await parts.journal.readItems(input.threadId, 0, 10);
    expect(item).toMatchObject({
      kind: 'event',
      callId: 'checks-5',
      body: expect.stringContaining('"baseline"'),
    });
  });
});

describe('runChecks: workspace', () => {
  test('check that writes, deletes and leaves a process behind → the workspace stays as it is, no copy is left', async () => {
    const bench = await benchFor(
      verifying({ runs: 2, command: 'test ! -e made && rm kept && touch made && (sleep 60 &) && mkdir d' }),
    );
    await bench.inWorkspace('echo 1 > kept');
    const before = await digestWorkspace(bench.workspace);
    expect(await run(bench.input)).toMatchObject({ proven: true });
    expect(await digestWorkspace(bench.workspace)).toBe(before);
    expect(readdirSync(dirname(bench.workspace)).filter((name) => name.startsWith('.check-'))).toEqual([]);
  });

  test.each([
    ['changed', 'echo x > test/a', ['test/a']],
    ['added', 'echo x > test/c', ['test/c']],
    ['removed', 'rm test/b', ['test/b']],
  ])('protected path %s since the baseline → refused although the checks pass', async (_, command, paths) => {
    const bench = await benchFor(
      contractWith({ verification: { checks: [checkWith({ command: 'true' })], protectedPaths: ['test'] } }),
    );
    await bench.inWorkspace('mkdir test && echo a > test/a && echo b > test/b');
    const { callId: _call, ...baseline } = bench.input;
    expect(await run({ ...baseline, seq: 4, purpose: 'baseline' })).toMatchObject({ proven: true });
    await bench.inWorkspace(command);
    expect(await run(bench.input)).toMatchObject({
      proven: false,
      changedProtectedPaths: paths,
      outcomes: [{ passed: true }],
    });
  });
});

describe('runChecks: repetition', () => {
  test('repeated after it had finished → the first verdict, though the workspace has changed', async () => {
    const bench = await benchFor(verifying({ command: 'test -e done' }));
    await bench.inWorkspace('touch done');
    const first = await run(bench.input);
    await bench.inWorkspace('rm done');
    expect(first.proven).toBe(true);
    expect(await run(bench.input)).toEqual(first);
    expect(await parts.journal.listCheckRuns(bench.input.goal.goalId)).toHaveLength(1);
    expect((await run({ ...bench.input, seq: 7, callId: '6-0' })).proven).toBe(false);
  });

  test('attempt of a lost worker → run again', async () => {
    const { input } = await benchFor(verifying({ command: 'true' }));
    await parts.journal.beginCall(input.threadId, { callId: '2-0', seq: 5, turn: 1, kind: 'toolResult' }, {});
    expect(await run(input)).toMatchObject({ proven: true });
  });

  test('cancelled while a check runs → the check is killed, nothing is journalled', async () => {
    // A duration that no other process of this machine sleeps for.
    const seconds = `6${process.pid}.125`;
    const { input } = await benchFor(verifying({ command: `sleep ${seconds}`, timeoutSeconds: 3_600 }));
    const environment = createActivityEnvironment();
    const ended = expect(run(input, environment)).rejects.toMatchObject({ name: 'CancelledFailure' });
    await until('the check runs', () => processesWith(`sleep\0${seconds}`).length > 0);
    environment.cancel();
    await ended;
    expect(processesWith(seconds)).toEqual([]);
    expect(await parts.journal.readItems(input.threadId, 0, 10)).toEqual([]);
    expect(await parts.journal.listCheckRuns(input.goal.goalId)).toEqual([]);
  });

  test('contract that is not in the journal → rejected, nothing run', async () => {
    const { input } = await benchFor(verifying({}));
    await expect(run({ ...input, goal: { goalId: 'gone', revision: 1 } })).rejects.toThrow(
      'contract of gone',
    );
  });
});
