import assert from 'node:assert/strict';
import { test } from 'node:test';
import { format, parse } from '../src/query-string.mjs';

test('parse', async (t) => {
  const cases = new Map([
    ['a=1&b=2', { a: '1', b: '2' }],
    ['?x=%20y', { x: ' y' }],
    ['flag', { flag: '' }],
    ['a=1&a=2', { a: ['1', '2'] }],
    ['', {}],
    ['q=a+b', { q: 'a b' }],
  ]);
  for (const [text, wanted] of cases)
    await t.test(text || 'nothing', () => assert.deepEqual(parse(text), wanted));
});

test('format', () => {
  assert.equal(format({ a: '1', b: ['2', '3'] }), 'a=1&b=2&b=3');
  assert.equal(format({ 'a b': 'c&d' }), 'a%20b=c%26d');
  assert.equal(format({}), '');
});
