import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { removeSmallTree } from '../../../tree/removal/remove-small-tree.ts';
import { removeTree } from '../../../tree/remove-tree.ts';

/** However busy the machine is. */
const remove = (path: string | Buffer): boolean => removeSmallTree(path, Number.POSITIVE_INFINITY);

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'goalkeeper-remove-small-'));
});
afterEach(() => removeTree(directory));

test('removeSmallTree: files, folders, odd names and links → gone, and nothing behind a link', () => {
  mkdirSync(join(directory, 'tree/a/b'), { recursive: true });
  writeFileSync(join(directory, 'outside'), '');
  writeFileSync(Buffer.concat([Buffer.from(`${directory}/tree/a/`), Buffer.from([0xff, 0x0a])]), '');
  symlinkSync('../..', join(directory, 'tree/a/up'));
  symlinkSync('../outside', join(directory, 'tree/file'));
  expect(remove(join(directory, 'tree'))).toBe(true);
  expect(existsSync(join(directory, 'tree'))).toBe(false);
  expect(existsSync(join(directory, 'outside'))).toBe(true);
});

test('removeSmallTree: a link or a file itself → gone; what is not there → no error', () => {
  mkdirSync(join(directory, 'kept'));
  symlinkSync('kept', join(directory, 'link'));
  expect(remove(join(directory, 'link'))).toBe(true);
  expect(lstatSync(join(directory, 'link'), { throwIfNoEntry: false })).toBeUndefined();
  expect(existsSync(join(directory, 'kept'))).toBe(true);
  expect(remove(Buffer.from(join(directory, 'missing')))).toBe(true);
});

test('removeSmallTree: more than a moment takes → false, and the whole removal takes the rest', async () => {
  mkdirSync(join(directory, 'wide/closed'), { recursive: true });
  for (let file = 0; file <= 400; file++) writeFileSync(join(directory, 'wide', String(file)), '');
  chmodSync(join(directory, 'wide/closed'), 0);
  expect(remove(join(directory, 'wide'))).toBe(false);
  await removeTree(join(directory, 'wide'));
  expect(existsSync(join(directory, 'wide'))).toBe(false);
});

test('removeSmallTree: a disk that takes too long → false, and the tree is left', () => {
  mkdirSync(join(directory, 'tree/a'), { recursive: true });
  expect(removeSmallTree(join(directory, 'tree'), -1)).toBe(false);
  expect(existsSync(join(directory, 'tree'))).toBe(true);
});
