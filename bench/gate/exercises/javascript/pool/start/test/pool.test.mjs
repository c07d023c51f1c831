import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pooled } from '../src/pool.mjs';

const later = (value) => async () => value;

test('results in order', async () => {
  assert.deepEqual(await pooled([later('a'), later('b'), later('c')], 2), ['a', 'b', 'c']);
});

test('never more at once than allowed', async () => {
  let running = 0;
  let most = 0;
  const task = async () => {
    running += 1;
    most = Math.max(most, running);
    await Promise.resolve();
    await Promise.resolve();
    running -= 1;
  };
  await pooled(Array(9).fill(task), 3);
  assert.equal(most, 3);
});

test('no tasks', async () => assert.deepEqual(await pooled([], 4), []));

test('a failure is passed on', async () => {
  await assert.rejects(pooled([later(1), async () => Promise.reject(new TypeError('bad'))], 1), {
    name: 'TypeError',
    message: 'bad',
  });
});

test('a limit of zero', async () => {
  await assert.rejects(pooled([later(1)], 0), RangeError);
});
