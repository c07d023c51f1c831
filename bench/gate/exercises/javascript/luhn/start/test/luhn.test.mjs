import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isValid } from '../src/luhn.mjs';

test('valid ones', () => {
  for (const text of ['059', '59', '055 444 285', '4539 1488 0343 6467'])
    assert.equal(isValid(text), true, text);
});
test('a single digit', () => assert.equal(isValid('0'), false));
test('a wrong sum', () => assert.equal(isValid('055 444 286'), false));
test('letters', () => assert.equal(isValid('059a'), false));
test('signs', () => assert.equal(isValid('055-444-285'), false));
test('spaces only', () => assert.equal(isValid('   '), false));
test('twice nine', () => assert.equal(isValid('091'), true));
