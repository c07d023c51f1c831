/** `restore_file` as the Activity runs it, on a real workspace whose states are kept. */
import { lstatSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createRunChecks } from '../../../activities/run-checks.ts';
import { createRunToolCall } from '../../../activities/run-tool-call.ts';
import { createActivityEnvironment } from '../../support/activities/activity-environment.ts';
import {
  asBaseline,
  type ChecksBench,
  openChecksBench,
  protecting,
} from '../../support/activities/checks-bench.ts';
import { goalViewWith } from '../../support/contract/sample-contract.ts';

let bench: ChecksBench;
beforeAll(async () => {
  bench = await openChecksBench();
});
afterAll(() => bench.close());

/** A goal whose `test` is protected, after its baseline; `restore` calls the tool as the model does. */
async function goalAtWork() {
  const goal = await bench.goalWith(protecting('test'));
  await goal.inWorkspace(
    'mkdir test src && echo a > test/a && chmod 750 test/a && ln -s a test/link && echo s > src/s',
  );
  await bench.run(asBaseline(goal.input, 4));
  const { threadId } = goal.input;
  let seq = 50;
  const restore = async (path: string, isForGoal = true): Promise<{ ok: boolean; output: string }> => {
    seq += 2;
    const call = {
      type: 'function_call',
      call_id: 'c',
      name: 'restore_file',
      arguments: JSON.stringify({ path }),
    };
    const body = JSON.stringify({ responseId: 'r', output: [call], usage: {} });
    await bench.parts.journal.append(threadId, {
      items: [{ seq: seq - 1, turn: 1, kind: 'modelReply', body }],
    });
    const input = { threadId, turn: 1, seq, replySeq: seq - 1, callId: `${seq - 1}-0` };
    await createActivityEnvironment().run(
      createRunToolCall(bench.parts),
      isForGoal ? { ...input, goal: goalViewWith(goal.input.goal) } : input,
    );
    return JSON.parse((await bench.parts.journal.readItem(threadId, seq))?.body ?? '{}');
  };
  let claims = 100;
  const changed = async (): Promise<readonly string[]> => {
    claims += 2;
    const claim = { ...goal.input, seq: claims, callId: `${claims - 1}-0` };
    return (await bench.run(claim)).changedProtectedPaths;
  };
  const at = (path: string): string => join(goal.workspace, path);
  return { ...goal, restore, changed, at };
}

describe('restore_file', () => {
  test('a sealed file that was changed, removed or replaced → content, permissions and link as accepted; the seal holds', async () => {
    const { inWorkspace, restore, changed, at } = await goalAtWork();
    await inWorkspace(
      'echo easier > test/a; chmod 644 test/a; rm test/link; echo x > test/link; echo n > test/new',
    );
    expect(await changed()).toEqual(['test/a', 'test/link', 'test/new']);
    expect(await restore('test/a')).toMatchObject({
      ok: true,
      output: 'put back as it was accepted: test/a.',
    });
    expect([readFileSync(at('test/a'), 'utf8'), lstatSync(at('test/a')).mode & 0o777]).toEqual([
      'a\n',
      0o750,
    ]);
    expect(await changed()).toEqual(['test/link', 'test/new']);
    expect((await restore('test')).output).toBe(
      'put back as it was accepted: test/link.\nremoved, since nothing was accepted there: test/new.',
    );
    expect(readlinkSync(at('test/link'))).toBe('a');
    expect(await changed()).toEqual([]);
    expect((await restore('test')).output).toBe('test is as it was accepted already.');
  });

  test('the folder became a link out of the workspace → the link goes, nothing is written through it', async () => {
    const { inWorkspace, restore, changed, at } = await goalAtWork();
    await inWorkspace('rm -r test && mkdir /tmp/elsewhere; ln -s /tmp test');
    expect(await restore('test')).toMatchObject({ ok: true });
    expect(lstatSync(at('test')).isDirectory()).toBe(true);
    expect(await changed()).toEqual([]);
  });

  test('a path that is neither protected nor accepted, a folder of work, no goal → refused, and nothing is lost', async () => {
    const { inWorkspace, restore, at } = await goalAtWork();
    await inWorkspace('echo worked > src/s; echo n > src/new');
    expect(await restore('src/new')).toMatchObject({
      ok: false,
      output: expect.stringMatching(/not protected/),
    });
    expect(await restore('src')).toMatchObject({
      ok: false,
      output: expect.stringMatching(/Name a file in it/),
    });
    expect(await restore('src/s', false)).toMatchObject({ ok: false });
    expect(readFileSync(at('src/s'), 'utf8')).toBe('worked\n');
    expect(await restore('src/s')).toMatchObject({ ok: true });
    expect(readFileSync(at('src/s'), 'utf8')).toBe('s\n');
  });
});

describe('runChecks of a revision that a person wants paths restored with', () => {
  test('→ put back before the checks run, once, and said; what was added there goes, other work stays', async () => {
    const { input, inWorkspace, at, workspace: _ } = await goalAtWork();
    const { journal } = bench.parts;
    const { threadId } = input;
    await inWorkspace('echo easier > test/a; echo n > src/new; echo worked > src/s; echo mine > other');
    await journal.saveContract(threadId, input.goal.goalId, 2, protecting('test'), undefined, [
      'test',
      'src/**',
    ]);
    const second = { ...input, goal: { ...input.goal, revision: 2 } };
    expect((await bench.run(asBaseline(second, 20))).changedProtectedPaths).toEqual([]);
    const { restored, output } = JSON.parse((await journal.readItem(threadId, 20))?.body ?? '{}');
    expect(restored).toEqual([
      'put back as it was accepted: src/s, test/a',
      'removed, since nothing was accepted there: src/new',
    ]);
    expect(output).toContain(
      "before the checks ran, at the user's wish: put back as it was accepted: src/s, test/a",
    );
    expect(['src/s', 'test/a', 'other'].map((path) => readFileSync(at(path), 'utf8'))).toEqual([
      's\n',
      'a\n',
      'mine\n',
    ]);
    await inWorkspace('echo worked again > src/s');
    await bench.run({ ...second, seq: 22, callId: '21-0' });
    expect(readFileSync(at('src/s'), 'utf8')).toBe('worked again\n');
  });

  test('the look is broken off after that → the next one tells what was put back, once, also in a later revision', async () => {
    const { input, inWorkspace } = await goalAtWork();
    const { journal } = bench.parts;
    const { threadId, goal } = input;
    await inWorkspace('echo easier > test/a');
    await journal.saveContract(threadId, goal.goalId, 2, protecting('test'), undefined, ['test', 'tset/**']);
    const second = { ...input, goal: { ...goal, revision: 2 } };
    const lost = { ...journal, listCheckRuns: () => Promise.reject(new Error('the worker is lost')) };
    const broken = createRunChecks(bench.parts.with({ sandbox: bench.sandbox, journal: lost }));
    await expect(createActivityEnvironment().run(broken, asBaseline(second, 20))).rejects.toThrow('lost');
    await journal.saveContract(threadId, goal.goalId, 3, protecting('test'), undefined, undefined, 2);
    const third = { ...input, goal: { ...goal, revision: 3 } };
    const toldAt = async (seq: number) => {
      await bench.run(asBaseline(third, seq));
      return JSON.parse((await journal.readItem(threadId, seq))?.body ?? '{}').restored;
    };
    expect(await toldAt(30)).toEqual([
      'put back as it was accepted: test/a',
      'nothing to put back, since nothing of that name is there or was accepted: tset/**',
    ]);
    expect(await toldAt(40)).toBeUndefined();
  });
});

describe('restore_file where a folder stands', () => {
  test('→ the file is put back, and the answer names what was in the folder', async () => {
    const { inWorkspace, at, restore } = await goalAtWork();
    await inWorkspace('rm src/s; mkdir -p src/s/deep; echo n > src/s/deep/n');
    const { output } = await restore('src/s');
    expect(output).toContain('put back as it was accepted: src/s.');
    expect(output).toMatch(/removed with the folder .*: src\/s\/deep, src\/s\/deep\/n/);
    expect(readFileSync(at('src/s'), 'utf8')).toBe('s\n');
  });
});
