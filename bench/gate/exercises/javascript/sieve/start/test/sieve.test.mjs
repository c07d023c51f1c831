import assert from 'node:assert/strict';
import { test } from 'node:test';
import { primesTo } from '../src/sieve.mjs';

test('below two', () => assert.deepEqual(primesTo(1), []));
test('two', () => assert.deepEqual(primesTo(2), [2]));
test('ten', () => assert.deepEqual(primesTo(10), [2, 3, 5, 7]));
test('a prime itself', () => assert.deepEqual(primesTo(13), [2, 3, 5, 7, 11, 13]));
test('a thousand', () => {
  const primes = primesTo(1_000);
  assert.equal(primes.length, 168);
  assert.equal(primes.at(-1), 997);
});
