import { expect, test } from '@jest/globals';
import { clashIn, hiddenPath } from '../../../../contracts/schema/hidden-files/hidden-path.ts';

test.each([
  ['a/b.txt', 'a/b.txt'],
  ['./a//b/', 'a/b'],
  ['..a/.b..', '..a/.b..'],
  ['ä b/[id].ts', 'ä b/[id].ts'],
])('hiddenPath: %j → %j', (written, path) => {
  expect(hiddenPath(written)).toEqual({ ok: true, path });
});

test.each([
  ['/etc/passwd', /"\/etc\/passwd" is absolute/],
  ['a/../../b', /leads out/],
  ['..', /leads out/],
  ['./', /names no file/],
  ['a\0b', /NUL/],
  ['a\ud800', /half a character/],
  [`a/${'n'.repeat(256)}`, /255 bytes/],
  ['a/'.repeat(300), /500 characters/],
])('hiddenPath: %j → refused by name', (written, problem) => {
  expect(hiddenPath(written)).toEqual({ ok: false, problem: expect.stringMatching(problem) });
});

test('clashIn: a path twice, a file that is a folder of another → named; neither → undefined', () => {
  expect(clashIn(['a', 'b', 'a'])).toBe('a');
  expect(clashIn(['a/b/c', 'a'])).toBe('a/b/c');
  expect(clashIn(['a/b', 'a/bc', 'ab'])).toBeUndefined();
});
