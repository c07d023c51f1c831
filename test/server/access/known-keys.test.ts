import { expect, test } from '@jest/globals';
import type { ApiKeyRow } from '../../../journal/rows/api-key.ts';
import { makeKey } from '../../../server/access/api-key.ts';
import { createKnownKeys } from '../../../server/access/known-keys.ts';

const at = (second: number): Date => new Date(Date.UTC(2026, 0, 2, 0, 0, second));
const NOW = at(100);

/** A journal with one key, which counts what it is asked and told. */
function bench(row: Partial<ApiKeyRow> = {}, nowMs: () => number = () => NOW.getTime()) {
  const [key, before] = [makeKey(), makeKey()];
  const kept: ApiKeyRow = {
    ...{ keyId: 'key_1', tenantId: 'acme', name: 'ci', scopes: ['write'], createdBy: 'x', createdAt: at(0) },
    ...{ prefix: key.prefix, sha256: key.sha256 },
    ...row,
    ...(row.replaced === undefined ? {} : { replaced: { ...row.replaced, sha256: before.sha256 } }),
  };
  const asked: string[] = [];
  const noted: Date[] = [];
  const journal = {
    async findApiKey(sha256: string) {
      asked.push(sha256);
      return [kept.sha256, kept.replaced?.sha256].includes(sha256) ? kept : undefined;
    },
    async noteApiKeyUse(_: string, when: Date) {
      noted.push(when);
    },
  };
  const known = createKnownKeys(journal, [], nowMs);
  return { key, before, known, journal, asked, noted };
}

const REPLACED = { prefix: 'gk_before00', sha256: '' };

test('a kept key → its tenant, its id and its scopes', async () => {
  const { known, key } = bench();
  const principal = { tenantId: 'acme', keyId: 'key_1', scopes: ['write'] };
  expect(await known(key.secret)).toEqual({ ok: true, principal });
});

test('a mistyped key → keyMalformed, and no table is asked', async () => {
  const { known, key, asked } = bench();
  expect(await known(`${key.secret.slice(0, -1)}!`)).toEqual({ ok: false, problem: 'keyMalformed' });
  expect(asked).toEqual([]);
});

test.each([
  ['that nobody has made', {}, 'other', 'keyUnknown'],
  ['that was revoked', { revokedAt: at(1) }, 'key', 'keyUnknown'],
  ['that ends this very moment', { expiresAt: NOW }, 'key', 'keyExpired'],
  ['whose overlap ends this very moment', { replaced: { ...REPLACED, until: NOW } }, 'before', 'keyExpired'],
  [
    'whose key ends before its overlap',
    { replaced: { ...REPLACED, until: at(500) }, expiresAt: at(99) },
    'before',
    'keyExpired',
  ],
  [
    'before a rotation of a revoked key',
    { replaced: { ...REPLACED, until: at(500) }, revokedAt: at(1) },
    'before',
    'keyUnknown',
  ],
] as const)('a secret %s → %s', async (_, row, shown, problem) => {
  const { known, key, before } = bench(row);
  const secret = { key, before, other: makeKey() }[shown].secret;
  const bearer = shown === 'other' ? {} : { bearer: { tenantId: 'acme', keyId: 'key_1' } };
  expect(await known(secret)).toEqual({ ok: false, problem, ...bearer });
});

test('both secrets of a key within the overlap of its rotation → the same principal', async () => {
  const { known, key, before } = bench({ replaced: { ...REPLACED, until: at(101) }, expiresAt: at(101) });
  const now = await known(key.secret);
  expect(now).toMatchObject({ ok: true });
  expect(await known(before.secret)).toEqual(now);
});

test('a key that is used again and again → its use is noted once a minute', async () => {
  let nowMs = NOW.getTime();
  const { known, key, noted } = bench({}, () => nowMs);
  for (const passedMs of [0, 1_000, 58_999, 1, 1]) {
    nowMs += passedMs;
    await known(key.secret);
  }
  expect(noted.map((when) => when.getTime() - NOW.getTime())).toEqual([0, 60_000]);
});

test('a configured key → known without the journal; over when its day is', async () => {
  const { journal, asked } = bench();
  const { secret, sha256 } = makeKey();
  const configured = { tenantId: 'acme', name: 'ops', scopes: ['admin'], sha256 } as const;
  const ask = (expiresAt?: Date) =>
    createKnownKeys(journal, [expiresAt === undefined ? configured : { ...configured, expiresAt }], () =>
      NOW.getTime(),
    )(secret);
  const keyId = `configured_${sha256.slice(0, 12)}`;
  expect(await ask()).toEqual({ ok: true, principal: { tenantId: 'acme', keyId, scopes: ['admin'] } });
  const bearer = { tenantId: 'acme', keyId };
  expect(await ask(NOW)).toEqual({ ok: false, problem: 'keyExpired', bearer });
  expect(asked).toEqual([]);
});
