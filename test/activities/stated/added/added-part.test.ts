import { describe, expect, test } from '@jest/globals';
import { onlyAdds } from '../../../../activities/stated/added/only-adds.ts';

const PYTHON = `import unittest

from src import text
from src.area import area


class AreaTest(unittest.TestCase):
    def test_small(self):
        got = area(2, 3)
        self.assertEqual(got, 6)

    def test_blank(self):
        self.assertEqual(text.skip_blank(["a", ""]), ["a"])


if __name__ == "__main__":
    unittest.main()
`;
const PYTEST = `import pytest

from src.area import area

CASES = [
    (2, 3, 6),
    (5, 5, 25),
]


@pytest.mark.parametrize("w, h, want", CASES)
def test_all(w, h, want):
    assert area(w, h) == want
`;
const NODE = `import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { add } from './list.mjs';

const empty = [];

test('adds', () => {
  const list = add(empty, 'milk');
  assert.equal(list.length, 1);
});

describe('order', () => {
  test('last', () => {
    assert.deepEqual(add(['a'], 'b'), [
      'a',
      'b',
    ]);
  });
});
`;
const GO = `package calc

import (
	"math"
	"testing"
)

var tolerance = 1e-6

func TestSmall(t *testing.T) {
	got := Area(2, 3)
	if math.Abs(got-6) > tolerance {
		t.Errorf("got %v", got)
	}
}
`;
const RUST = `use super::*;

#[test]
fn small() {
    let got = area(2, 3);
    assert_eq!(got, 6);
}
`;

type Edit = (text: string) => string;
const add =
  (text: string): Edit =>
  (whole) =>
    whole + text;
const put =
  (before: string, text: string): Edit =>
  (whole) =>
    whole.replace(before, `${text}${before}`);
const method = (body: string): Edit => put('\n\nif __name__', `\n    ${body.replaceAll('\n', '\n    ')}\n`);

describe('onlyAdds: whole new parts under names of their own → added', () => {
  test.each<[string, string, Edit]>([
    [
      'a method with a local that others have',
      PYTHON,
      method('def test_line(self):\n    got = area(1, 7)\n    self.assertEqual(got, 7)'),
    ],
    [
      'a function named like a word of runners',
      PYTHON,
      method('def test_none(self):\n    self.assertEqual(text.skip_blank([]), [])'),
    ],
    [
      'a class with a setup and a method of a known name',
      PYTHON,
      put(
        'if __name__',
        'class VolumeTest(unittest.TestCase):\n    def setUp(self):\n        self.box = Box()\n        self.box.depth = 4\n\n    def test_small(self):\n        self.assertEqual(self.box.volume(), 24)\n\n\n',
      ),
    ],
    [
      'a helper and a constant',
      PYTHON,
      put('\n\nclass', 'ROWS = [(1, 7, 7)]\n\n\ndef square(side):\n    return area(side, side)\n'),
    ],
    [
      'an import of several lines',
      PYTHON,
      put('\n\nclass', 'from src.volume import (\n    volume,\n    depth,\n)\n'),
    ],
    [
      'a subtest in a case',
      PYTHON,
      put(
        '\n    def test_blank',
        '        with self.subTest("line"):\n            self.assertEqual(area(1, 7), 7)\n',
      ),
    ],
    [
      'a further value at the end of a case',
      PYTHON,
      put('\n    def test_blank', '        got = area(1, 7)\n        self.assertEqual(got, 7)\n'),
    ],
    ['rows of a table', PYTEST, put('    (5, 5', '    (1, 7, 7),\n')],
    [
      'a fixture and its case',
      PYTEST,
      add(
        '\n\n@pytest.fixture\ndef side():\n    return 5\n\n\ndef test_square(side):\n    assert area(side, side) == 25\n',
      ),
    ],
    [
      'a case that raises',
      PYTEST,
      add('\n\ndef test_bad():\n    with pytest.raises(ValueError):\n        area(-1, 2)\n'),
    ],
    [
      'a todo',
      NODE,
      add(
        "\ntest('open', () => {\n  const [todo] = add([], 'milk');\n  assert.equal(todo.done, false);\n});\n",
      ),
    ],
    [
      'a block with hooks of its own',
      NODE,
      add(
        "\ndescribe('two', () => {\n  let two;\n  beforeEach(() => {\n    two = new Stack();\n    two.push(1);\n  });\n  it('gives', () => assert.equal(two.pop(), 1));\n});\n",
      ),
    ],
    [
      'a case in a block',
      NODE,
      put(
        "  test('last'",
        "  test('first', () => {\n    const list = add([], 'a');\n    assert.equal(list[0], 'a');\n  });\n\n",
      ),
    ],
    [
      'cases in a loop of a case',
      NODE,
      add(
        "\ntest('many', () => {\n  for (const size of [1, 2]) {\n    const rows = {};\n    rows.length = size;\n    assert.ok(add([rows], 'x'));\n  }\n});\n",
      ),
    ],
    [
      'a test of Go with known locals',
      GO,
      add(
        '\nfunc TestSquare(t *testing.T) {\n\tgot := Area(5, 5)\n\tif got != 25 {\n\t\tt.Errorf("got %v", got)\n\t}\n}\n',
      ),
    ],
    [
      'an assertion of Go',
      GO,
      (whole) => whole.replace(/\}\n$/, '\tif got := Area(1, 7); got != 7 {\n\t\tt.Fatal(got)\n\t}\n}\n'),
    ],
    [
      'a type with methods, and an import, of Go',
      GO,
      (whole) =>
        put('\t"math"', '\t"fmt"\n')(whole) +
        '\ntype box struct{ w int }\n\nfunc (b box) String() string {\n\treturn fmt.Sprint(b.w)\n}\n',
    ],
    [
      'imports as a group',
      GO.replace('(\n\t"math"\n\t"testing"\n)', '"testing"'),
      (whole) => whole.replace('"testing"', '(\n\t"errors"\n\t"testing"\n)'),
    ],
    [
      'a case of Rust',
      RUST,
      add(
        '\n#[test]\nfn square() {\n    let got = area(5, 5);\n    assert_eq!(got, 25);\n    assert_eq!([1, 2].iter().skip(1).count(), 1);\n}\n',
      ),
    ],
  ])('%s', (_, was, edit) => {
    expect(edit(was)).not.toBe(was);
    expect(onlyAdds(was, edit(was))).toBe(true);
  });
});

describe('onlyAdds: anything that reaches out of what is added → a change', () => {
  test.each<[string, string, Edit]>([
    ['cases deleted', PYTHON, put('if __name__', 'del AreaTest.test_small, AreaTest.test_blank\n\n\n')],
    [
      'cases deleted in a loop',
      PYTHON,
      put('if __name__', 'for each in ("test_small",):\n    delattr(AreaTest, each)\n\n\n'),
    ],
    [
      'cases deleted by a helper',
      PYTHON,
      put('if __name__', 'def tidy():\n    del AreaTest.test_small\n\n\n'),
    ],
    [
      'a mark of the runner in the class',
      PYTHON,
      put('    def test_small', '    __unittest_skip__ = True\n\n'),
    ],
    [
      'a class skipped through a name',
      PYTHON,
      put('if __name__', 'quiet = unittest.skip("")(AreaTest)\n\n\n'),
    ],
    ['a setup in the accepted class', PYTHON, method('def setUp(self):\n    self.value = 1')],
    ['the run of the accepted class', PYTHON, method('def run(self, result=None):\n    return None')],
    ['a value in the middle of a case', PYTHON, put('        self.assertEqual(got', '        got = 6\n')],
    ['all names of another module', PYTHON, put('\n\nclass', 'from src.fake import *\n')],
    ['a global of a new case', PYTHON, method('def test_a(self):\n    global area\n    area = max')],
    ['a call at the top', PYTHON, put('\n\nclass', 'text.install()\n')],
    [
      'a fixture that runs by itself',
      PYTEST,
      add('\n\n@pytest.fixture(autouse=True)\ndef calm():\n    return None\n'),
    ],
    ['rows taken out by a statement', PYTEST, put('\n\n@pytest', 'CASES.clear()\n')],
    ['rows taken out by a slice', PYTEST, put('\n\n@pytest', 'CASES[:] = []\n')],
    ['a hook of pytest', PYTEST, add('\n\ndef pytest_generate_tests(metafunc):\n    return None\n')],
    [
      'an object assigned to',
      NODE,
      put("\ntest('adds'", "Object.assign(assert, { ['eq' + 'ual']: () => {} });\n"),
    ],
    [
      'the same inside of a new case',
      NODE,
      add("\ntest('calm', () => {\n  assert['eq' + 'ual'] = () => {};\n});\n"),
    ],
    [
      'the same by another name',
      NODE,
      add("\ntest('calm', () => {\n  const same = assert;\n  same['deepEqual'] = () => {};\n});\n"),
    ],
    ['a hook at the top', NODE, add('\nbeforeEach(() => {});\n')],
    ['a value in front of an assertion', NODE, put('  assert.equal(list', "  list.push('b');\n")],
    ['more in what is expected', NODE, put("      'b'", "      'c',\n")],
    ['an option of a case', NODE, add("\ntest('open', { only: true }, () => {});\n")],
    ['an assertion taught otherwise', NODE, put("\ntest('adds'", 'expect.extend({ toBe: () => true });\n')],
    ['the main of the tests', GO, add('\nfunc TestMain(m *testing.M) {\n}\n')],
    ['an init', GO, add('\nfunc init() {\n\tcalm()\n}\n')],
    ['a bound of others set in a new test', GO, add('\nfunc TestA(t *testing.T) {\n\ttolerance = 1e9\n}\n')],
    [
      'a bound of others set by a value',
      GO,
      add('\nvar calm = func() bool {\n\ttolerance = 1e9\n\treturn true\n}()\n'),
    ],
    ['an end before the tests', RUST, add('\n#[ctor]\nfn early() {\n    std::process::exit(0);\n}\n')],
    ['another meaning by an import', RUST, put('\n#[test]', 'use fake::area;\n')],
  ])('%s', (_, was, edit) => {
    expect(edit(was)).not.toBe(was);
    expect(onlyAdds(was, edit(was))).toBe(false);
  });
});
