import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isLeap } from '../src/leap.mjs';

test('divisible by four', () => {
  assert.equal(isLeap(1996), true);
});

test('a century', () => {
  assert.equal(isLeap(1900), false);
});

test('a fourth century', () => {
  assert.equal(isLeap(2000), true);
});

test('an ordinary year', () => {
  assert.equal(isLeap(1997), false);
});
