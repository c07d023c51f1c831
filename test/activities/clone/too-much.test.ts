import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { refuseLargeCheckout } from '../../../activities/clone/too-much.ts';
import { type UploadLimits, uploadSettings } from '../../../settings/upload-settings.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'too-much-'));
  for (const name of ['.git', 'sub/.git', 'sub/a']) await mkdir(join(folder, name), { recursive: true });
  for (const name of ['.git/x', 'sub/.git/x']) await writeFile(join(folder, name), 'x'.repeat(1_000));
  for (const name of ['b', 'sub/a/c']) await writeFile(join(folder, name), 'x'.repeat(10));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const said = (limits: Partial<UploadLimits>) =>
  refuseLargeCheckout(folder, { ...uploadSettings({}), ...limits }, 'https://h/r').catch(String);

test('refuseLargeCheckout: what git keeps is not counted; all else is, below submodules too', async () => {
  expect(await said({ fileBytes: 10, workspaceBytes: 20, workspaceFiles: 2 })).toBeUndefined();
  expect(await said({ fileBytes: 9 })).toContain('WORKSPACE_MAX_FILE_BYTES');
  expect(await said({ workspaceBytes: 19 })).toContain('WORKSPACE_MAX_BYTES');
  expect(await said({ workspaceFiles: 1 })).toContain('WORKSPACE_MAX_FILES');
});
