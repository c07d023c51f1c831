import { existsSync } from 'node:fs';
import { chmod, lstat, mkdir, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { digestWorkspace } from '../../../activities/workspace/digest-workspace.ts';
import { type ActivityParts, openActivityParts } from '../../support/activities/activity-parts.ts';
import { askedFor, callModel, itemsOf, modelCall } from '../../support/activities/model-call-bench.ts';

let parts: ActivityParts;
beforeAll(async () => {
  // Long enough for the workspace to be looked at meanwhile.
  parts = await openActivityParts({ respond: () => ({ message: 'Done.', delayMs: 50 }) });
});
afterAll(() => parts.close());

/** A thread with a workspace that holds one file. */
async function threadWithFile(): Promise<{ readonly threadId: string; readonly directory: string }> {
  const threadId = await parts.newThread();
  const workspace = await parts.workspaces.ensure(threadId);
  if (!workspace.ok) throw new Error(workspace.reason);
  await writeFile(join(workspace.directory, 'a.txt'), 'alpha');
  return { threadId, directory: workspace.directory };
}

async function digestAt(threadId: string, seq: number): Promise<string | undefined> {
  const input = await modelCall(parts, { threadId, seq, wantsDigest: true });
  return (await callModel(parts, input)).workspaceDigest;
}

describe('callModel: workspace digest', () => {
  test('not wanted → not in the result, and the workspace is not even made', async () => {
    const { directory } = await threadWithFile();
    const input = await modelCall(parts);
    expect(await callModel(parts, input)).not.toHaveProperty('workspaceDigest');
    expect(existsSync(join(dirname(directory), input.threadId))).toBe(false);
  });

  test('wanted → the first digits of the digest that evidence is recorded under', async () => {
    const { threadId, directory } = await threadWithFile();
    const digest = await digestAt(threadId, 2);
    expect(digest).toMatch(/^[0-9a-f]{12}$/);
    expect((await digestWorkspace(directory)).startsWith(digest ?? 'none')).toBe(true);
  });

  test('only caches and logs changed → the same digest', async () => {
    const { threadId, directory } = await threadWithFile();
    const first = await digestAt(threadId, 2);
    for (const path of ['progress.log', '__pycache__/a.pyc', '.pytest_cache/v']) {
      await mkdir(dirname(join(directory, path)), { recursive: true });
      await writeFile(join(directory, path), String(Math.random()));
    }
    expect(await digestAt(threadId, 3)).toBe(first);
  });

  test('nothing changed, times apart → the same; a change → another one; the change undone → the first', async () => {
    const { threadId, directory } = await threadWithFile();
    const file = join(directory, 'a.txt');
    const first = await digestAt(threadId, 2);
    await utimes(file, 1, 1);
    expect(await digestAt(threadId, 3)).toBe(first);
    const { mode } = await lstat(file);
    await chmod(file, 0o600);
    const changed = await digestAt(threadId, 4);
    expect(changed).not.toBe(first);
    await chmod(file, mode);
    await writeFile(file, 'ALPHA');
    expect([first, changed]).not.toContain(await digestAt(threadId, 5));
    await writeFile(file, 'alpha');
    expect(await digestAt(threadId, 6)).toBe(first);
  });

  test('repeated after it had finished → the same result, and no second call', async () => {
    const { threadId } = await threadWithFile();
    const input = await modelCall(parts, { threadId, wantsDigest: true });
    const first = await callModel(parts, input);
    expect(await callModel(parts, input, 2)).toEqual(first);
    expect(askedFor(parts, threadId)).toHaveLength(1);
  });

  test('workspace that cannot be made → the paid reply all the same, without a digest', async () => {
    const threadId = await parts.newThread({ workspaceSource: 'gone' });
    const input = await modelCall(parts, { threadId, wantsDigest: true });
    expect(await callModel(parts, input)).not.toHaveProperty('workspaceDigest');
    expect(await itemsOf(parts, input)).toHaveLength(1);
  });

  test('neither a workspace nor an answer → the failure of the model, and no other is left behind', async () => {
    const threadId = await parts.newThread({ workspaceSource: 'gone' });
    const model = { ...parts.model, respond: () => Promise.reject(new Error('no answer')) };
    const input = await modelCall(parts, { threadId, wantsDigest: true });
    await expect(callModel(parts.with({ model }), input)).rejects.toThrow('no answer');
    await new Promise(setImmediate);
  });
});
