/** Workspaces that are gone, foreign or empty: never replaced. */
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { openWorkspace } from '../../../activities/accepted/open-workspace.ts';
import { createRecall } from '../../../activities/memory/recall.ts';
import { createWorkspaces } from '../../../activities/workspace/workspaces.ts';
import { FAILURE_TYPE } from '../../../workflows/turn/failure-type.ts';
import { type ActivityParts, openActivityParts } from '../../support/activities/activity-parts.ts';

let parts: ActivityParts;
let threadId: string;
let workspace: string;
beforeAll(async () => {
  parts = await openActivityParts();
});
afterAll(() => parts.close());
beforeEach(async () => {
  threadId = await parts.newThread();
  workspace = await openWorkspace(parts, threadId);
  writeFileSync(join(workspace, 'work.txt'), 'important');
});

/** Another worker, on the same or on another directory. */
const worker = (workspacesDirectory = dirname(workspace)) =>
  parts.with({
    recall: createRecall(parts.journal),
    workspaces: createWorkspaces({ workspacesDirectory, sources: {} }),
  });
const open = (dependencies = worker()) => openWorkspace(dependencies, threadId);
/** The same content, as another entry of the disk. */
function putBack(path: string): void {
  cpSync(path, `${path}.copy`, { recursive: true });
  rmSync(path, { recursive: true });
  renameSync(`${path}.copy`, path);
}
const marker = (directory = dirname(workspace)): string => join(directory, '.made', `${threadId}.workspace`);

async function expectLost(dependencies = worker(), directory = workspace): Promise<void> {
  await expect(open(dependencies)).rejects.toMatchObject({
    type: FAILURE_TYPE.workspaceLost,
    nonRetryable: true,
    message: expect.stringContaining('resume the goal'),
    details: [{ worker: expect.any(String), directory }],
  });
}

describe('openWorkspace: a workspace that was made', () => {
  test('is there → the same, for the same worker and for another one', async () => {
    expect(await open(parts)).toBe(workspace);
    expect(await open()).toBe(workspace);
  });

  test('is gone → lost, and none is made in its place', async () => {
    rmSync(workspace, { recursive: true });
    await expectLost(parts);
    await expectLost();
    expect(existsSync(workspace)).toBe(false);
  });

  test('its whole directory is gone, or is another one → lost', async () => {
    const aside = `${dirname(workspace)}-aside`;
    renameSync(dirname(workspace), aside);
    await expectLost();
    mkdirSync(dirname(workspace));
    await expectLost();
    rmSync(dirname(workspace), { recursive: true });
    renameSync(aside, dirname(workspace));
    expect(await open()).toBe(workspace);
  });

  test('another worker keeps its workspaces elsewhere → lost there, with both places named', async () => {
    const elsewhere = `${dirname(workspace)}-elsewhere`;
    mkdirSync(elsewhere, { recursive: true });
    const lost = open(worker(elsewhere));
    await expect(lost).rejects.toThrow(join(elsewhere, threadId));
    await expect(lost).rejects.toThrow(workspace);
    expect(readdirSync(elsewhere)).not.toContain(threadId);
  });

  test('an empty directory in its place → lost; emptied by its own commands → its own', async () => {
    rmSync(join(workspace, 'work.txt'));
    await parts.workspaces.noteHeld(threadId);
    expect(await open()).toBe(workspace);
    renameSync(workspace, `${workspace}.aside`);
    mkdirSync(workspace);
    await expectLost();
  });

  test.each([
    ['nothing', []],
    ['a stray file', ['.DS_Store', '._x']],
  ])('emptied by somebody else, with %s left → lost', async (_, left) => {
    await parts.workspaces.noteHeld(threadId);
    rmSync(join(workspace, 'work.txt'));
    for (const name of left) writeFileSync(join(workspace, name), '');
    await expectLost(parts);
    await expectLost();
  });

  test.each([0o000, 0o644, 0o2055])(
    'closed to its owner, mode %i → opened for the owner alone',
    async (mode) => {
      chmodSync(workspace, mode);
      expect(await open()).toBe(workspace);
      expect(statSync(workspace).mode & 0o7777).toBe(mode | 0o700);
      expect(readFileSync(join(workspace, 'work.txt'), 'utf8')).toBe('important');
    },
  );

  test('a link in its place → what it leads to is not opened', async () => {
    const aside = `${workspace}.aside`;
    renameSync(workspace, aside);
    chmodSync(aside, 0o100);
    symlinkSync(aside, workspace);
    await expectLost();
    expect(statSync(aside).mode & 0o777).toBe(0o100);
    chmodSync(aside, 0o700);
  });

  test('put back from a copy, marker and all → its own, and then also when its commands empty it', async () => {
    putBack(workspace);
    putBack(marker());
    expect(await open()).toBe(workspace);
    expect(await open()).toBe(workspace);
    rmSync(join(workspace, 'work.txt'));
    await parts.workspaces.noteHeld(threadId);
    expect(await open()).toBe(workspace);
  });

  test.each([
    ['a foreign one', 'README'],
    ['one with a stray file', '.DS_Store'],
    ['a copy of it without its marker', 'work.txt'],
  ])(
    '%s in its place, and its marker stayed → lost, and told how somebody vouches for it',
    async (_, name) => {
      rmSync(workspace, { recursive: true });
      mkdirSync(workspace);
      writeFileSync(join(workspace, name), '');
      await expectLost(parts);
      await expect(open()).rejects.toThrow(`as the only line of ${marker()} what is there is taken for it`);
    },
  );

  test('a marker of an older release → taken for its own if it holds anything, and told apart from then on', async () => {
    const { workspaceId = '' } = (await parts.journal.readWorkspace(threadId)) ?? {};
    writeFileSync(marker(), `${workspaceId}\nmade 1\n`);
    expect(await open()).toBe(workspace);
    rmSync(workspace, { recursive: true });
    mkdirSync(workspace);
    writeFileSync(join(workspace, 'README'), '');
    await expectLost();
  });

  test('a directory of the same name that was made for another journal, or that nobody marked → foreign', async () => {
    writeFileSync(marker(), '00000000-0000-4000-8000-000000000000\n');
    await expectLost();
    writeFileSync(marker(), 'no id\n');
    await expectLost();
    rmSync(marker());
    await expectLost();
  });

  test('somebody vouches for what is there, by the id in the marker → its own', async () => {
    const { workspaceId = '' } = (await parts.journal.readWorkspace(threadId)) ?? {};
    writeFileSync(marker(), `${workspaceId}\n`);
    expect(await open()).toBe(workspace);
  });
});

describe('openWorkspace: threads of before', () => {
  test('a workspace of an older release → taken over; one that is gone → lost', async () => {
    const old = await parts.newThread();
    await parts.journal.keepGivenState(old, 'state');
    await expect(openWorkspace(worker(), old)).rejects.toMatchObject({ type: FAILURE_TYPE.workspaceLost });
    mkdirSync(join(dirname(workspace), old));
    expect(await openWorkspace(worker(), old)).toBe(join(dirname(workspace), old));
    rmSync(join(dirname(workspace), old), { recursive: true });
    await expect(openWorkspace(worker(), old)).rejects.toMatchObject({ type: FAILURE_TYPE.workspaceLost });
  });

  test('made by ten callers at once → one workspace, for all of them', async () => {
    const fresh = await parts.newThread();
    const opened = await Promise.all(Array.from({ length: 10 }, () => openWorkspace(worker(), fresh)));
    expect(new Set(opened)).toEqual(new Set([join(dirname(workspace), fresh)]));
  });
});
