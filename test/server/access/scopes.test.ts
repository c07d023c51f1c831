import { expect, test } from '@jest/globals';
import { holdsScope, SCOPES } from '../../../server/access/scopes.ts';

test('holdsScope: each scope → those before it as well, none after it', () => {
  const held = SCOPES.map((scope) => SCOPES.filter((needed) => holdsScope([scope], needed)));
  expect(held).toEqual([['read'], ['read', 'write'], ['read', 'write', 'admin']]);
});

test('holdsScope: no scope → nothing', () => {
  expect(SCOPES.filter((needed) => holdsScope([], needed))).toEqual([]);
});
