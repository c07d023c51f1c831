import { expect, test } from '@jest/globals';
import { isTakenByTests } from '../../../activities/stated/taken-by-tests.ts';

const FROM = 'from src.area import area\nfrom src.table import ROWS, WANT\n\n\n';

test.each([
  ['src/table.py', 'ROWS', `${FROM}for w, h, want in ROWS:\n    assert area(w, h) == want\n`],
  ['src/table.py', 'ROWS', `${FROM}@pytest.mark.parametrize("w, h, want", ROWS)\ndef test_it(w, h, want):\n`],
  ['src/table.py', 'WANT', `${FROM}self.assertEqual(area(2, 3), WANT)\n`],
  ['src/table.py', 'WANT', 'import src.table as t\n\nassert area(2, 3) == t.WANT\n'],
  [
    'src/cases.mjs',
    'rows',
    "import { rows } from './cases.mjs';\nrows.forEach(([w, h, a]) => check(w, h, a));\n",
  ],
  [
    'src/cases.mjs',
    'default',
    "import all from './cases.mjs';\nfor (const [w, h, a] of all) check(w, h, a);\n",
  ],
  ['src/cases.js', 'default', "const { rows } = require('./cases');\ntest.each(rows)('%d', check);\n"],
])('isTakenByTests: %s gives %s, which tests go through or hold against → yes', (path, name, text) => {
  expect(isTakenByTests(path, name, [text])).toBe(true);
});

test.each([
  ['nothing names it', 'ROWS', 'from src.area import area\nassert area(2, 3) == 6\n'],
  ['another file of its own has the name', 'ROWS', 'ROWS = [(2, 3, 6)]\nfor row in ROWS:\n    check(row)\n'],
  ['it goes into what is tested', 'ROWS', `${FROM}assert total(1, parse(ROWS)) == 26\n`],
  ['the tests say what it is', 'WANT', `${FROM}assert WANT == 6\nassert area(2, 3) == WANT\n`],
  ['they say so in their own way', 'WANT', `${FROM}self.assertEqual(table.WANT, 6)\n`],
])('isTakenByTests: %s → no', (_, name, text) => {
  expect(isTakenByTests('src/table.py', name, [text])).toBe(false);
});
