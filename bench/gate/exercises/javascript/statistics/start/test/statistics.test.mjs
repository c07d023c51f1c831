import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deviation, mean } from '../src/statistics.mjs';

const near = (found, wanted) => assert.ok(Math.abs(found - wanted) < 1e-9, `${found}, not ${wanted}`);

test('means', async (t) => {
  await t.test('of one', () => near(mean([4]), 4));
  await t.test('of many', () => near(mean([1, 2, 3, 4.5]), 2.625));
  await t.test('of negative ones', () => near(mean([-1, 1, -3]), -1));
  await t.test('of none', () => assert.throws(() => mean([]), RangeError));
});

test('deviations', async (t) => {
  await t.test('none', () => assert.equal(deviation([5, 5, 5]), 0));
  await t.test('some', () => near(deviation([2, 4, 4, 4, 5, 5, 7, 9]), 2));
});
