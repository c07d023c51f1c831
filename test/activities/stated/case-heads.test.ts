import { expect, test } from '@jest/globals';
import { isTestByNameOnly } from '../../../activities/stated/case-heads.ts';

const MEAN = 'def t_value(mean, expected):\n    return mean - expected\n';

test.each([
  ['src/t_test.py', MEAN],
  ['src/chi.spec.ts', 'export const chi = (rows: number[]) => rows.length;\n'],
])('isTestByNameOnly: %s defines what others call → the work', (path, text) => {
  expect(isTestByNameOnly(path, text)).toBe(true);
});

test.each([
  ['src/test_rows.py', MEAN],
  ['tests/t_test.py', MEAN],
  ['src/area.py', MEAN],
  ['calc/area_test.go', 'package calc\n\nfunc same(a, b int) bool { return a == b }\n'],
  ['src/rows_test.py', 'ROWS = [(2, 3, 6)]\n'],
  ['src/area_test.py', 'def check(got, want):\n    assert got == want\n'],
  ['src/area_test.py', 'def test_small():\n    check(area(2, 3), 6)\n'],
  ['src/area.test.ts', "import { test } from 'vitest';\n\nconst rows = [];\n"],
])('isTestByNameOnly: %s → a test, or named as none', (path, text) => {
  expect(isTestByNameOnly(path, text)).toBe(false);
});
