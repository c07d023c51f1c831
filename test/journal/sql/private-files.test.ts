import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { closeToOthers } from '../../../journal/sql/private-files.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'goalkeeper-private-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8);

test('closeToOthers: directories and files that are open → their owner’s alone; a link’s target stays', async () => {
  const outside = join(directory, 'outside');
  const inside = join(directory, 'inside');
  mkdirSync(join(inside, 'deep'), { recursive: true });
  for (const path of [outside, join(inside, 'deep', 'file'), join(inside, 'program')])
    writeFileSync(path, '');
  chmodSync(outside, 0o666);
  chmodSync(join(inside, 'deep', 'file'), 0o666);
  chmodSync(join(inside, 'program'), 0o755);
  chmodSync(inside, 0o777);
  symlinkSync(outside, join(inside, 'link'));
  await closeToOthers(inside);
  expect(['', 'deep', 'deep/file', 'program'].map((path) => modeOf(join(inside, path)))).toEqual([
    '700',
    '700',
    '600',
    '700',
  ]);
  expect(modeOf(outside)).toBe('666');
});
