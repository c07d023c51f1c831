import { expect, test } from '@jest/globals';
import { readTreeList } from '../../../activities/clone/tree-list.ts';

const list = (...paths: string[]) =>
  readTreeList(
    Buffer.from(paths.map((path) => `100644 blob ${'a'.repeat(40)}       3\t${path}\0`).join(''), 'latin1'),
  );

test('readTreeList: files whose names begin alike → counted', () => {
  expect(list('a', 'a-b', 'a.b/c', 'ab', '\xe9', '\xe8')).toMatchObject({ files: 6, totalBytes: 18 });
});

test.each([
  ['a file that is a folder too', ['a', 'a-b', 'a/b']],
  ['a file that is a folder too, the other way round', ['a/b/c', 'a-b', 'a/b']],
  ['a path twice', ['a', 'b', 'a']],
  ['a name that leads out', ['a/../b']],
  ['a folder of git', ['a/.GIT/config']],
])('readTreeList: %s → refused', (_, paths) => {
  expect(() => list(...paths)).toThrow('malformed');
});
