import { mkdtempSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createWorkspaces } from '../../../activities/workspace/workspaces.ts';
import { removeTree } from '../../../tree/remove-tree.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'goalkeeper-home-'));
});
afterEach(() => removeTree(directory));

test('a home → made once, private, outside of the workspace, kept between calls', async () => {
  const workspaces = createWorkspaces({ workspacesDirectory: directory, sources: {} });
  const home = await workspaces.homeOf('thr_1');
  writeFileSync(join(home, 'cache'), 'x');
  expect(await workspaces.homeOf('thr_1')).toBe(home);
  expect(statSync(home).mode & 0o7777).toBe(0o700);
  const workspace = await workspaces.ensure('thr_1');
  expect(workspace).toMatchObject({ ok: true });
  expect(workspace.ok && home.startsWith(workspace.directory)).toBe(false);
  expect(await workspaces.homeOf('thr_2')).not.toBe(home);
});

test('an id that climbs → refused', async () => {
  const workspaces = createWorkspaces({ workspacesDirectory: directory, sources: {} });
  await expect(workspaces.homeOf('../thr_1')).rejects.toThrow('cannot name');
});
