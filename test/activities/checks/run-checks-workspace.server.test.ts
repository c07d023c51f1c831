import { readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { digestWorkspace } from '../../../activities/workspace/digest-workspace.ts';
import { createActivityEnvironment } from '../../support/activities/activity-environment.ts';
import {
  asBaseline,
  type ChecksBench,
  openChecksBench,
  protecting,
  verifying,
} from '../../support/activities/checks-bench.ts';
import { processesWith, until } from '../../support/service/host-processes.ts';

let bench: ChecksBench;
beforeAll(async () => {
  bench = await openChecksBench();
});
afterAll(() => bench.close());

describe('runChecks: workspace', () => {
  test('check that writes, deletes and leaves a process behind → the workspace stays as it is, no copy is left', async () => {
    const goal = await bench.goalWith(
      verifying({ runs: 2, command: 'test ! -e made && rm kept && touch made && (sleep 60 &) && mkdir d' }),
    );
    await goal.inWorkspace('echo 1 > kept');
    const before = await digestWorkspace(goal.workspace);
    expect(await bench.run(goal.input)).toMatchObject({ proven: true });
    expect(await digestWorkspace(goal.workspace)).toBe(before);
    expect(readdirSync(dirname(goal.workspace)).filter((name) => name.startsWith('.check-'))).toEqual([]);
  });

  test.each([
    ['changed', 'echo x > test/a', ['test/a']],
    ['added', 'echo x > test/c', ['test/c']],
    ['removed', 'rm test/b', ['test/b']],
  ])('protected path %s since the baseline → refused although the checks pass', async (_, command, paths) => {
    const goal = await bench.goalWith(protecting('test'));
    await goal.inWorkspace('mkdir test && echo a > test/a && echo b > test/b');
    expect(await bench.run(asBaseline(goal.input, 4))).toMatchObject({ proven: true });
    await goal.inWorkspace(command);
    expect(await bench.run(goal.input)).toMatchObject({
      proven: false,
      changedProtectedPaths: paths,
      outcomes: [{ passed: true }],
    });
  });

  test('contract edited after a protected file was changed → still refused; a path protected anew is held against what was accepted', async () => {
    const goal = await bench.goalWith(protecting('test'));
    const { input } = goal;
    await goal.inWorkspace('mkdir test bench && echo a > test/a && echo b > bench/b');
    await bench.run(asBaseline(input, 4));
    await goal.inWorkspace('echo easier > test/a; echo other > bench/b');
    const edited = { ...input, goal: { ...input.goal, revision: 2 } };
    const { threadId } = input;
    await bench.parts.journal.saveContract(threadId, input.goal.goalId, 2, protecting('./test', 'bench'));
    expect(await bench.run(asBaseline(edited, 6))).toMatchObject({
      changedProtectedPaths: ['bench/b', 'test/a'],
    });
    expect(await bench.run({ ...edited, seq: 8, callId: '7-0' })).toMatchObject({
      proven: false,
      changedProtectedPaths: ['bench/b', 'test/a'],
    });
    await goal.inWorkspace('echo a > test/a; echo b > bench/b');
    expect(await bench.run({ ...edited, seq: 10, callId: '9-0' })).toMatchObject({ proven: true });
  });

  test('digest → the same while nothing changes, whatever a check writes; another one after a change', async () => {
    const goal = await bench.goalWith(verifying({ command: 'touch made' }));
    await goal.inWorkspace('echo a > a');
    const digestAt = async (seq: number): Promise<string | undefined> =>
      (await bench.run(asBaseline(goal.input, seq))).workspaceDigest;
    const first = await digestAt(4);
    expect((await digestWorkspace(goal.workspace)).startsWith(first ?? 'none')).toBe(true);
    expect(await digestAt(5)).toBe(first);
    await goal.inWorkspace('echo b > a');
    expect(await digestAt(6)).not.toBe(first);
  });
});

describe('runChecks: repetition', () => {
  test('repeated after it had finished → the first verdict, though the workspace has changed', async () => {
    const goal = await bench.goalWith(verifying({ command: 'test -e done' }));
    await goal.inWorkspace('touch done other');
    const first = await bench.run(goal.input);
    await goal.inWorkspace('rm done');
    expect(first.proven).toBe(true);
    expect(await bench.run(goal.input)).toEqual(first);
    expect(await bench.parts.journal.listCheckRuns(goal.input.goal.goalId)).toHaveLength(1);
    expect((await bench.run({ ...goal.input, seq: 7, callId: '6-0' })).proven).toBe(false);
  });

  test('attempt of a lost worker → run again', async () => {
    const { input } = await bench.goalWith(verifying({ command: 'true' }));
    await bench.parts.journal.beginCall(
      input.threadId,
      { callId: '2-0', seq: 5, turn: 1, kind: 'toolResult' },
      {},
    );
    expect(await bench.run(input)).toMatchObject({ proven: true });
  });

  test('cancelled while a check runs → the check is killed, nothing is journalled', async () => {
    // A duration that no other process of this machine sleeps for.
    const seconds = `6${process.pid}.125`;
    const { input } = await bench.goalWith(verifying({ command: `sleep ${seconds}`, timeoutSeconds: 3_600 }));
    const environment = createActivityEnvironment();
    const ended = expect(bench.run(input, environment)).rejects.toMatchObject({ name: 'CancelledFailure' });
    await until('the check runs', () => processesWith(`sleep\0${seconds}`).length > 0);
    environment.cancel();
    await ended;
    expect(processesWith(seconds)).toEqual([]);
    expect(await bench.parts.journal.readItems(input.threadId, 0, 10)).toEqual([]);
    expect(await bench.parts.journal.listCheckRuns(input.goal.goalId)).toEqual([]);
  });

  test('contract that is not in the journal → rejected, nothing run', async () => {
    const { input } = await bench.goalWith(verifying({}));
    await expect(bench.run({ ...input, goal: { goalId: 'gone', revision: 1 } })).rejects.toThrow(
      'contract of gone',
    );
  });
});
