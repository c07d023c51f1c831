import { describe, expect, test } from '@jest/globals';
import { addsTo } from '../../../../activities/stated/added/adds-to.ts';

const NODE = `import test from 'node:test';
import assert from 'node:assert/strict';
import { area } from './area.mjs';

test('small', () => {
  assert.equal(area(2, 3), 6);
});
`;
const PYTEST = `import pytest

from src.area import area


def test_small():
    assert area(2, 3) == 6


@pytest.mark.parametrize("w, h, want", [(1, 1, 1), (2, 2, 4)])
def test_rows(w, h, want):
    assert area(w, h) == want
`;
const GO = `package area

import (
	"testing"
)

func TestArea(t *testing.T) {
	if Area(2, 3) != 6 {
		t.Fatal("six")
	}
}
`;
const SCRIPT = `set -e
python3 src/area.py 2 3 | grep -qx 6
`;

const swap = (was: string, from: string, to: string): string => was.replace(from, to);

describe('addsTo: whatever stands beside the accepted lines, or makes a list longer', () => {
  test.each([
    ['a second import on the line', NODE, swap(NODE, 'import test from', 'import test, { mock } from')],
    ['a name in front of the others', NODE, swap(NODE, '{ area }', '{ each, area }')],
    ['an import of nothing', NODE, swap(NODE, '\n\ntest', "\nimport './more.mjs';\n\ntest")],
    ['what reaches out', NODE, `${NODE}\nconst own = [assert].at(0);\nown.equal = () => undefined;\n`],
    [
      'cases in a loop',
      NODE,
      `${NODE}\nfor (const n of [1, 2]) {\n  if (n === 3) continue;\n  test('n', () => assert.equal(area(n, 1), n));\n}\n`,
    ],
    [
      'a class with methods that return',
      NODE,
      `${NODE}\nclass Fake {\n  constructor(n) {\n    this.n = n;\n  }\n  size() {\n    return this.n;\n  }\n}\n`,
    ],
    ['a row at the end of a line', PYTEST, swap(PYTEST, '(2, 2, 4)]', '(2, 2, 4), (3, 3, 9)]')],
    ['a row at the front of a line', PYTEST, swap(PYTEST, '[(1, 1, 1)', '[(0, 5, 0), (1, 1, 1)')],
    ['a row in the middle of a line', PYTEST, swap(PYTEST, '(1, 1, 1), ', '(1, 1, 1), (1, 2, 2), ')],
    [
      'an entry for those who start it',
      PYTEST,
      `${PYTEST}\n\nif __name__ == "__main__":\n    sys.exit(pytest.main())\n`,
    ],
    ['an import in a group', GO, swap(GO, '\t"testing"', '\t"errors"\n\t"testing"')],
    ['a line of a script', SCRIPT, `${SCRIPT}echo done\n`],
    ['a line that fails by itself', SCRIPT, `${SCRIPT}test "$(python3 src/area.py 1 1)" = 1 || exit 1\n`],
    [
      'a condition that fails by itself',
      SCRIPT,
      `if ! test -s src/area.py; then\n  echo gone\n  exit 12\nfi\n${SCRIPT}`,
    ],
  ])('%s → adds', (_, was, is) => {
    expect(is).not.toBe(was);
    expect(addsTo(was, is)).toBe(true);
  });
});

describe('addsTo: what says another thing of the accepted lines', () => {
  test.each([
    ['another expectation', NODE, swap(NODE, ', 6)', ', 5)')],
    ['an operand that goes on', NODE, swap(NODE, ', 6)', ', 6 - 1)')],
    ['a line made a comment', NODE, swap(NODE, '  assert', '  // assert')],
    ['a line with its end made a comment', NODE, swap(NODE, '6);', '5, // 6);')],
    ['a line that is gone', NODE, swap(NODE, '  assert.equal(area(2, 3), 6);\n', '')],
    ['a condition around it', NODE, `${swap(NODE, "test('", "if (false) {\ntest('")}}\n`],
    ['a return in front of it', NODE, swap(NODE, '  assert', '  return;\n  assert')],
    ['a mark upon it', PYTEST, swap(PYTEST, 'def test_small', '@pytest.mark.skip\ndef test_small')],
    ['a row that is another', PYTEST, swap(PYTEST, '(2, 2, 4)', '(2, 2, 5), (2, 2)')],
    ['an end in front of it', SCRIPT, `exit 0\n${SCRIPT}`],
    ['an end by a code that comes to nothing', SCRIPT, `exit 256\n${SCRIPT}`],
    ['a return with a code', SCRIPT, `return 1\n${SCRIPT}`],
    ['another layout', NODE, swap(NODE, '  assert', '    assert')],
  ])('%s → a change', (_, was, is) => {
    expect(is).not.toBe(was);
    expect(addsTo(was, is)).toBe(false);
  });
});
