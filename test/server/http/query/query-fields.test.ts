import { expect, test } from '@jest/globals';
import { queryFields } from '../../../../server/http/query/query-fields.ts';

test.each<[string, object]>([
  ['', {}],
  ['limit=2&cursor=a%20b', { limit: '2', cursor: 'a b' }],
  ['status=active&status=paused', { status: ['active', 'paused'] }],
  ['metadata[team]=pay&metadata%5Border%5D=17', { metadata: { team: 'pay', order: '17' } }],
  ['metadata[a]=1&metadata[a]=2', { metadata: { a: ['1', '2'] } }],
  ['metadata=x&metadata[a]=1', { metadata: ['x', '1'] }],
  ['a[b][c]=1&a[]=2&[b]=3&a[b=4', { 'a[b][c]': '1', 'a[]': '2', '[b]': '3', 'a[b': '4' }],
])('queryFields: %j → %j', (query, fields) => {
  expect(JSON.parse(JSON.stringify(queryFields(query)))).toEqual(fields);
});

test('queryFields: names of prototypes → fields like any other, and no prototype is touched', () => {
  const fields = queryFields('__proto__[x]=1&constructor=2&metadata[__proto__]=3');
  expect(Object.keys(fields).toSorted()).toEqual(['__proto__', 'constructor', 'metadata[__proto__]']);
  expect(({} as { x?: unknown }).x).toBeUndefined();
});
