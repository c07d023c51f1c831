import { expect, test } from '@jest/globals';
import { changedTables } from '../../../activities/stated/literal-tables.ts';

const PYTHON = `"""Rows."""
ROWS = [
    (2, 3, 6),  # usual
    (4, 5, 20),
]
UNIT = "cm"


def area(w, h):
    total = 6
    return w * total
`;
const MODULE = `export const rows = Object.freeze([[2, 3, 6], [4, 5, 20]]);
export default { two: 2, name: 'x' };
`;

test.each([
  ['a value', PYTHON, '3, 6)', '3, 5)', ['ROWS']],
  ['a word', PYTHON, '"cm"', '"m"', ['UNIT']],
  ['a row that is gone', PYTHON, '    (4, 5, 20),\n', '', ['ROWS']],
  ['one that is worked out now', PYTHON, '(4, 5, 20)', '(4, 5, area(4, 5))', ['ROWS']],
  ['rows on one line', MODULE, '3, 6]', '3, 5]', ['rows']],
  ['what is exported as a whole', MODULE, 'two: 2', 'two: 3', ['default']],
  ['a key more, which may be one twice', MODULE, 'two: 2', 'two: 2, two: 3', ['default']],
])('changedTables: %s → named', (_, was, from, to, names) => {
  expect(was).toContain(from);
  expect(changedTables(was, was.replace(from, to))).toEqual(names);
});

test.each([
  ['a value inside of a function', PYTHON, 'total = 6', 'total = 5'],
  ['another layout', PYTHON, '    (2, 3, 6),  # usual\n    (4, 5, 20),\n', '  (2,3,6), (4, 5, 20)\n'],
  ['a row more', PYTHON, '    (4, 5, 20),\n', '    (4, 5, 20),\n    (0, 3, 0),\n'],
  ['a row more on the line', MODULE, '[4, 5, 20]]', '[4, 5, 20], [0, 3, 0]]'],
  ['another quote', PYTHON, '"cm"', "'cm'"],
  ['a name more', PYTHON, 'UNIT = "cm"', 'UNIT = "cm"\nOTHER = 4'],
])('changedTables: %s → none', (_, was, from, to) => {
  expect(was).toContain(from);
  expect(changedTables(was, was.replace(from, to))).toEqual([]);
});
