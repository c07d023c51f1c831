import { expect, test } from '@jest/globals';
import { fateOf } from '../../../../server/http/idempotency/fate.ts';
import { fingerprintOf, type SentRequest } from '../../../../server/http/idempotency/fingerprint.ts';

const base: SentRequest = { method: 'POST', url: '/v1/threads', body: { a: [1, { b: 'x', c: null }] } };
const same = (other: Partial<SentRequest>): boolean =>
  fingerprintOf(base) === fingerprintOf({ ...base, ...other });

test.each<[string, Partial<SentRequest>]>([
  ['another method', { method: 'PUT' }],
  ['another path', { url: '/v1/threads/thr_1' }],
  ['another query', { url: '/v1/threads?x=1' }],
  ['another value', { body: { a: [1, { b: 'y', c: null }] } }],
  ['a number as text', { body: { a: ['1', { b: 'x', c: null }] } }],
  ['a member less', { body: { a: [1, { b: 'x' }] } }],
  ['an order of entries', { body: { a: [{ b: 'x', c: null }, 1] } }],
  ['a list in place of an object', { body: { a: [1, ['b', 'x', 'c', null]] } }],
  ['no body', { body: undefined }],
])('fingerprintOf: %s → another one', (_, other) => expect(same(other)).toBe(false));

test('fingerprintOf: an order of members, the key itself in the body → the same', () => {
  expect(same({ body: { a: [1, { c: null, b: 'x' }] } })).toBe(true);
  expect(same({ body: { requestId: 'k', ...(base.body as object) } })).toBe(true);
});

test('fingerprintOf: no body, null, {} → the same, since routes take them alike', () => {
  const of = (body: unknown) => fingerprintOf({ ...base, body });
  expect(new Set([of(undefined), of(null), of({}), of({ requestId: 'k' })]).size).toBe(1);
});

test.each([
  ['keep', [200, 201, 404, 409, 412, 422]],
  ['release', [202, 408, 429, 500, 503]],
  ['forget', [400, 413, 415]],
] as const)('fateOf: %s of %j', (fate, statuses) => {
  for (const status of statuses) expect(fateOf(status)).toBe(fate);
});
