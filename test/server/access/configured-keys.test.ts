import { expect, test } from '@jest/globals';
import { keyEntryOf, readKeyEntry } from '../../../server/access/configured-keys.ts';

const SHA256 = 'a1'.repeat(32);

test('readKeyEntry: an entry → its parts; what keyEntryOf writes is read back', () => {
  const key = { tenantId: 'acme', name: 'nightly CI', scopes: ['read', 'write'], sha256: SHA256 } as const;
  expect(readKeyEntry(`acme:nightly CI:write+read:${SHA256}`)).toEqual(key);
  expect(readKeyEntry(keyEntryOf(key))).toEqual(key);
});

test('readKeyEntry: with a day → the key ends with it, in UTC', () => {
  expect(readKeyEntry(`acme:ci:admin:${SHA256}:2027-02-28`)?.expiresAt?.toISOString()).toBe(
    '2027-03-01T00:00:00.000Z',
  );
});

test.each([
  ['a key in place of its hash', `acme:ci:admin:gk_${'0'.repeat(49)}`],
  ['an unknown scope', `acme:ci:root:${SHA256}`],
  ['a scope twice', `acme:ci:read+read:${SHA256}`],
  ['no scope', `acme:ci::${SHA256}`],
  ['no tenant', `:ci:read:${SHA256}`],
  ['a tenant in capitals', `Acme:ci:read:${SHA256}`],
  ['a day that is none', `acme:ci:read:${SHA256}:2027-13-01`],
  ['a time', `acme:ci:read:${SHA256}:2027-01-01T10:00:00Z`],
  ['a part too much', `acme:ci:read:${SHA256}:2027-01-01:x`],
])('readKeyEntry: %s → no entry', (_, text) => {
  expect(readKeyEntry(text)).toBeUndefined();
});
