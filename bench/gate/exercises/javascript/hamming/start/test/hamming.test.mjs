import assert from 'node:assert/strict';
import { test } from 'node:test';
import { distance } from '../src/hamming.mjs';

const cases = [
  ['', '', 0],
  ['A', 'A', 0],
  ['G', 'T', 1],
  ['GGACTGAAATCTG', 'GGACTGAAATCTG', 0],
  ['GGACGGATTCTG', 'AGGACGGATTCT', 9],
];
for (const [left, right, wanted] of cases)
  test(`${left} and ${right}`, () => assert.equal(distance(left, right), wanted));

test('lengths that differ', () => {
  assert.throws(() => distance('AA', 'A'), { message: 'strands must be of equal length' });
});
