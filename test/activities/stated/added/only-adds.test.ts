import { describe, expect, test } from '@jest/globals';
import { onlyAdds } from '../../../../activities/stated/added/only-adds.ts';

const PYTHON = `import unittest

from src.area import area


class AreaTest(unittest.TestCase):
    def test_small(self):
        self.assertEqual(area(2, 3), 6)

    def test_square(self):
        self.assertEqual(area(5, 5), 25)
`;
const NODE = `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { area } from './area.mjs';

test('small', () => {
  assert.equal(area(2, 3), 6);
});

test('square', () => {
  assert.equal(area(5, 5), 25);
});
`;
const GO = `package calc

import "testing"

func TestArea(t *testing.T) {
	for _, row := range []struct{ w, h, want int }{
		{2, 3, 6},
		{5, 5, 25},
	} {
		if got := Area(row.w, row.h); got != row.want {
			t.Errorf("got %d", got)
		}
	}
}
`;

type Edit = (text: string) => string;
const put =
  (before: string, text: string): Edit =>
  (whole) =>
    whole.replace(before, `${text}${before}`);
const add =
  (text: string): Edit =>
  (whole) =>
    whole + text;
const swap =
  (from: string, to: string): Edit =>
  (whole) =>
    whole.replace(from, to);
const both =
  (...edits: readonly Edit[]): Edit =>
  (whole) =>
    edits.reduce((text, edit) => edit(text), whole);

describe('onlyAdds: cases beside the accepted ones', () => {
  test.each<[string, string, Edit]>([
    ['nothing', NODE, add('')],
    ['a case at the end', NODE, add("\ntest('none', () => {\n  assert.equal(area(0, 3), 0);\n});\n")],
    [
      'a case in front',
      NODE,
      put("test('small'", "test('none', () => {\n  assert.equal(area(0, 3), 0);\n});\n\n"),
    ],
    ['a method', PYTHON, add('\n    def test_none(self):\n        self.assertEqual(area(0, 3), 0)\n')],
    [
      'a method between two',
      PYTHON,
      put('    def test_square', '    def test_none(self):\n        self.assertEqual(area(0, 3), 0)\n\n'),
    ],
    [
      'an assertion in a case',
      PYTHON,
      put('\n    def test_square', '        self.assertEqual(area(1, 7), 7)\n'),
    ],
    ['rows of a table', GO, put('\t\t{5, 5, 25}', '\t\t{1, 7, 7},\n\t\t{0, 3, 0},\n')],
    [
      'a function that returns',
      GO,
      add('\nfunc TestNone(t *testing.T) {\n\tif Area(0, 3) == 0 {\n\t\treturn\n\t}\n\tt.Error("none")\n}\n'),
    ],
    ['a further name of an import', NODE, swap('{ area }', '{ area, volume }')],
    ['a further name of an import, in Python', PYTHON, swap('import area', 'import area, volume')],
    ['an import', PYTHON, put('from src', 'import math\n')],
    ['a comment', NODE, put("test('square'", '// Only the usual ones (so far).\n')],
  ])('%s → added', (_, was, edit) => {
    expect(onlyAdds(was, edit(was))).toBe(true);
  });
});

describe('onlyAdds: anything else is a change', () => {
  test.each<[string, string, Edit]>([
    ['another expectation', NODE, swap(', 6)', ', 5)')],
    ['a case that is gone', NODE, swap("test('small', () => {\n  assert.equal(area(2, 3), 6);\n});\n", '')],
    [
      'an assertion that is gone',
      PYTHON,
      swap('        self.assertEqual(area(2, 3), 6)\n', '        pass\n'),
    ],
    ['a case that is skipped', NODE, swap("test('small'", "test.skip('small'")],
    ['a mark that skips', PYTHON, put('    def test_small', '    @unittest.skip("slow")\n')],
    ['a return in front of it', NODE, put('  assert.equal(area(2', '  return;\n')],
    ['a return that is not indented', NODE, put('  assert.equal(area(2', 'return;\n')],
    ['a return under a condition', NODE, put('  assert.equal(area(2', '  if (true) {\n    return;\n  }\n')],
    ['a condition around it', NODE, both(put("test('small'", 'if (false) {\n'), add('}\n'))],
    ['a comment around it', NODE, both(put("test('small'", '/*\n'), put("test('square'", '*/\n'))],
    ['a long string around it', PYTHON, both(put('class Area', '"""\n'), add('"""\n'))],
    ['a sentence that goes on', NODE, put('  assert.equal(area(2', '  false &&\n')],
    ['an import from elsewhere', NODE, swap('./area.mjs', './fake.mjs')],
    ['another meaning by an import', PYTHON, put('\n\nclass', 'from src.fake import area\n')],
    ['another meaning by a name', PYTHON, put('\n\nclass', 'area = lambda w, h: w * h\n')],
    ['a function of the same name', PYTHON, add('\n    def test_small(self):\n        self.assertTrue(1)\n')],
    ['a patched assertion', NODE, put("test('small'", 'assert.equal = () => {};\n')],
    ['a patched assertion, in Python', PYTHON, put('\n\nclass', 'unittest.TestCase.assertEqual = print\n')],
    ['an exit', NODE, put("test('small'", 'process.exit(0);\n')],
    ['a file left out of the build', GO, put('package', '//go:build ignore\n')],
  ])('%s → a change', (_, was, edit) => {
    expect(edit(was)).not.toBe(was);
    expect(onlyAdds(was, edit(was))).toBe(false);
  });
});
