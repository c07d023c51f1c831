import { expect, test } from '@jest/globals';
import { asFileSystemError } from '../../../journal/sql/file-system-error.ts';
import { isFull, isOutage } from '../../../journal/sql/outage.ts';
import { sentenceOf } from '../../../process/sentence-of.ts';

test('what the database throws on a full disk → an outage, told in words with what helps', () => {
  const error = asFileSystemError({ name: 'ErrnoError', errno: 51 }, '/data/journal');
  expect(isFull(error)).toBe(true);
  expect(isOutage(error)).toBe(true);
  expect(sentenceOf(error)).toBe(
    "the journal's files in /data/journal cannot be written (ENOSPC). The disk is full: free some space on it, then start again.",
  );
});

test.each([
  [{ name: 'ErrnoError', errno: 69 }, 'EROFS'],
  [{ name: 'ErrnoError', errno: 77 }, 'errno 77'],
])('%j → an error with a code', (thrown, code) => {
  expect(asFileSystemError(thrown, '/data')).toMatchObject({ code, message: expect.stringContaining(code) });
});

test.each([new Error('x'), { name: 'Other', errno: 51 }, 'ErrnoError', undefined])(
  '%p → as it is',
  (thrown) => {
    expect(asFileSystemError(thrown, '/data')).toBe(thrown);
  },
);
