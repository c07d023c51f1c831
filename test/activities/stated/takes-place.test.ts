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
const taken = (path: string, isThere = true) =>
  takesPlaceOf(path, {
    isAccepted: (each) => ACCEPTED.has(each),
    isThere: () => isThere,
    holdsPrograms: (folder) => folder === 'verify',
  });

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

test.each([
  'packages/area/package.json',
  'src/Makefile',
  'src/area.py',
  'src/__init__.py',
  'other/.npmrc',
  'notes.md',
])('takesPlaceOf: %s → nothing that was accepted', (path) => {
  expect(taken(path)).toBeUndefined();
});

test('takesPlaceOf: a package in the place of a module that is gone → takes nothing', () => {
  expect(taken('tests/test_area/__init__.py', false)).toBeUndefined();
  expect(taken('GNUmakefile', false)).toBe('Makefile');
});
