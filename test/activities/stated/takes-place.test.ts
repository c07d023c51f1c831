import { expect, test } from '@jest/globals';
import { takesPlaceOf } from '../../../activities/stated/takes-place.ts';

const ACCEPTED = new Set([
  'Makefile',
  'package.json',
  'tests/test_area.py',
  'tools/Makefile',
  'setup.cfg',
  'fast.py',
]);
const taken = (path: string) => takesPlaceOf(path, (each) => ACCEPTED.has(each));

test.each([
  ['GNUmakefile', 'Makefile'],
  ['tools/makefile', 'tools/Makefile'],
  ['.npmrc', 'package.json'],
  ['verify/package.json', 'package.json'],
  ['pytest.ini', 'setup.cfg'],
  ['tests/test_area/__init__.py', 'tests/test_area.py'],
  ['fast.cpython-312-x86_64-linux-gnu.so', 'fast.py'],
])('takesPlaceOf: %s → %s', (path, other) => {
  expect(taken(path)).toBe(other);
});

test.each(['src/Makefile', 'src/area.py', 'src/__init__.py', 'other/.npmrc', 'notes.md'])(
  'takesPlaceOf: %s → nothing that was accepted',
  (path) => {
    expect(taken(path)).toBeUndefined();
  },
);
