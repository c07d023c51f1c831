import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { placeOrPutBack } from '../../../activities/placement/place-or-put-back.ts';
import { planReplacement } from '../../../activities/placement/plan-replacement.ts';
import { createWorkspaces } from '../../../activities/workspace/workspaces.ts';
import { manifest } from '../../support/workspace/manifests.ts';

let root: string;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'goalkeeper-put-back-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

test('placeOrPutBack: the last entry cannot be placed → the workspace is exactly as it was, and no path of the host is told', async () => {
  const workspaces = createWorkspaces({ workspacesDirectory: root, sources: {} });
  const directory = join(root, 'thread');
  mkdirSync(join(directory, 'src', 'deep'), { recursive: true });
  writeFileSync(join(directory, 'src', 'deep', 'old'), 'precious');
  chmodSync(join(directory, 'src', 'deep'), 0o700);
  writeFileSync(join(directory, 'b'), 'b');
  symlinkSync('b', join(directory, 'l'));
  const before = await workspaces.states.keep(directory);
  const wanted = manifest({ a: null, src: '->a', z: { kind: 'link', target: 'n'.repeat(5_000) } });
  const done = await placeOrPutBack(
    workspaces,
    directory,
    before,
    planReplacement(before.manifest, wanted),
    new AbortController().signal,
  );
  expect(done).toEqual({
    ok: false,
    code: 'notPlaced',
    reason: 'an entry of it cannot be placed (ENAMETOOLONG); the workspace is as it was',
  });
  expect((await workspaces.states.keep(directory)).stateId).toBe(before.stateId);
});
