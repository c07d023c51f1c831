import assert from 'node:assert/strict';
import { test } from 'node:test';
import { balances } from '../src/ledger.mjs';

const entry = (from, to, cents) => ({ from, to, cents });

test('nobody', () => assert.deepEqual(balances([]), {}));
test('one payment', () => {
  assert.deepEqual(balances([entry('ann', 'bob', 500)]), { ann: -500, bob: 500 });
});
test('all add up to nothing', () => {
  const found = balances([entry('a', 'b', 3), entry('b', 'c', 10), entry('c', 'a', 4)]);
  assert.equal(
    Object.values(found).reduce((sum, cents) => sum + cents, 0),
    0,
  );
  assert.deepEqual(found, { a: 1, b: -7, c: 6 });
});
test('to oneself', () => assert.deepEqual(balances([entry('a', 'a', 9)]), { a: 0 }));
test('no fractions', () => assert.throws(() => balances([entry('a', 'b', 0.5)]), TypeError));
test('no negative payments', () => assert.throws(() => balances([entry('a', 'b', -1)]), RangeError));
