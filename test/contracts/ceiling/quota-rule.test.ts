import { expect, test } from '@jest/globals';
import { dayAt, quotasOf, reachedSpend, spendOf } from '../../../contracts/ceiling/quota-rule.ts';

const RULE = {
  usual: { threads: 10, tokensPerDay: 1_000 },
  tenants: { acme: { threads: 2, tokensPerDay: Number.POSITIVE_INFINITY } },
};

test.each([
  ['globex', { threads: 10, tokensPerDay: 1_000 }],
  ['acme', { threads: 2 }],
  ['constructor', { threads: 10, tokensPerDay: 1_000 }],
])('quotasOf: %s → %o', (tenantId, quotas) => {
  expect(quotasOf(RULE, tenantId)).toEqual(quotas);
});

test('dayAt: the last moment of a day, and the first of the next → days of UTC that meet', () => {
  const noon = Date.UTC(2026, 1, 28, 12);
  const { from, to } = dayAt(noon);
  expect([from, to]).toEqual([new Date(Date.UTC(2026, 1, 28)), new Date(Date.UTC(2026, 2, 1))]);
  expect(dayAt(to.getTime() - 1)).toEqual({ from, to });
  expect(dayAt(to.getTime()).from).toEqual(to);
});

test('spendOf: the sum of a day → tokens as budgets count them, and US dollars', () => {
  const sum = { inputTokens: 100, cachedInputTokens: 60, outputTokens: 5, costUsd: 0.25 };
  expect(spendOf(sum)).toEqual({ tokensPerDay: 45, costUsdPerDay: 0.25 });
  expect(spendOf(undefined)).toEqual({ tokensPerDay: 0, costUsdPerDay: 0 });
});

test.each([
  ['below both', { tokensPerDay: 999, costUsdPerDay: 0.99 }, undefined],
  ['tokens at the limit', { tokensPerDay: 1_000, costUsdPerDay: 0 }, 'tokensPerDay'],
  ['money over the limit', { tokensPerDay: 0, costUsdPerDay: 1.01 }, 'costUsdPerDay'],
])('reachedSpend: %s → %s', (_, spend, quota) => {
  expect(reachedSpend({ tokensPerDay: 1_000, costUsdPerDay: 1 }, spend)?.quota).toBe(quota);
});

test('reachedSpend: no ceiling → none is reached; one of 0 → at once', () => {
  expect(reachedSpend({}, { tokensPerDay: 1e12, costUsdPerDay: 1e6 })).toBeUndefined();
  expect(reachedSpend({ tokensPerDay: 0 }, { tokensPerDay: 0, costUsdPerDay: 0 })).toMatchObject({
    limit: 0,
  });
});
