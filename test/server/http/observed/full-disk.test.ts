import { expect, test } from '@jest/globals';
import { fullDisk } from '../../../../server/http/observed/full-disk.ts';

const free = (bytes: Readonly<Record<string, number>>) => (directory: string) => {
  const found = bytes[directory];
  if (found === undefined) throw new Error('no such folder');
  return found;
};

test('disks with space, and folders that are not there yet → none is full', () => {
  expect(fullDisk([], free({}))).toBeUndefined();
  expect(fullDisk(['/data', '/later'], free({ '/data': 1e9 }))).toBeUndefined();
  expect(fullDisk([import.meta.dirname])).toBeUndefined();
});

test('one that has next to nothing left → named, with what helps', () => {
  expect(fullDisk(['/data', '/work'], free({ '/data': 1e9, '/work': 4_096 }))).toBe(
    'the disk of /work is full: free some space on it',
  );
});
