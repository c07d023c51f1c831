import { deepStrictEqual, notStrictEqual, strictEqual } from 'node:assert';
import { test } from 'node:test';
import { spiral } from '../src/spiral.mjs';

test('none', () => deepStrictEqual(spiral(0), []));
test('one', () => deepStrictEqual(spiral(1), [[1]]));
test('two', () =>
  deepStrictEqual(spiral(2), [
    [1, 2],
    [4, 3],
  ]));
test('four', () => {
  const rows = spiral(4);
  strictEqual(rows.length, 4);
  deepStrictEqual(rows[1], [12, 13, 14, 5]);
  deepStrictEqual(rows[3], [10, 9, 8, 7]);
  notStrictEqual(rows[0], rows[1]);
});
test('a large one', () => {
  const rows = spiral(9);
  strictEqual(rows[4][4], 81);
  strictEqual(rows[8][0], 25);
});
