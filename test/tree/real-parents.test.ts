import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { hasRealParents } from '../../tree/real-parents.ts';

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'goalkeeper-test-'));
  mkdirSync(join(directory, 'real/deep'), { recursive: true });
  symlinkSync('real', join(directory, 'link'));
  writeFileSync(join(directory, 'file'), '');
});
afterAll(() => rmSync(directory, { recursive: true }));

test.each([
  ['file', true],
  ['missing', true],
  ['real/deep/missing', true],
  ['link', true],
  ['link/deep', false],
  ['link/deep/missing', false],
  ['file/below', false],
  ['missing/below', false],
])('%s → %s', async (path, isReal) => {
  expect(await hasRealParents(directory, path)).toBe(isReal);
});
