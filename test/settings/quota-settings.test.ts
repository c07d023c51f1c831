import { expect, test } from '@jest/globals';
import { keyQuotasOf, quotasOf } from '../../contracts/ceiling/quota-rule.ts';
import { quotaSettings } from '../../settings/quota-settings.ts';

test('quotaSettings: nothing, and none → no limits', () => {
  expect(quotaSettings({})).toEqual({ usual: {}, tenants: {} });
  expect(quotaSettings({ QUOTA_DEFAULT: 'none' })).toEqual({ usual: {}, tenants: {} });
});

test('quotaSettings: what all have, and what one tenant has in its place → both', () => {
  const rule = quotaSettings({
    QUOTA_DEFAULT: 'threads=100, activeGoals=5,costUsdPerDay=2.5',
    QUOTA_TENANTS: '{"acme": {"threads": 1000, "costUsdPerDay": null}}',
  });
  expect(quotasOf(rule, 'globex')).toEqual({ threads: 100, activeGoals: 5, costUsdPerDay: 2.5 });
  expect(quotasOf(rule, 'acme')).toEqual({ threads: 1_000, activeGoals: 5 });
});

test('quotaSettings: what every key has, and what one has in its place → both', () => {
  const rule = quotaSettings({
    QUOTA_KEY_DEFAULT: 'activeGoals=2,tokensPerDay=1000',
    QUOTA_KEYS: '{"key_1": {"activeGoals": null, "costUsdPerDay": 0.5}}',
  });
  expect(keyQuotasOf(rule, 'key_2')).toEqual({ activeGoals: 2, tokensPerDay: 1_000 });
  expect(keyQuotasOf(rule, 'key_1')).toEqual({ tokensPerDay: 1_000, costUsdPerDay: 0.5 });
  expect(quotasOf(rule, 'acme')).toEqual({});
});

test.each([
  ['threads of a key, which are its tenant’s', { QUOTA_KEY_DEFAULT: 'threads=5' }, 'QUOTA_KEY_DEFAULT'],
  ['the disk of a key', { QUOTA_KEYS: '{"key_1": {"diskBytes": 5}}' }, 'QUOTA_KEYS'],
  ['a name that is none', { QUOTA_DEFAULT: 'tokens=5' }, 'QUOTA_DEFAULT'],
  ['a name twice', { QUOTA_DEFAULT: 'threads=5,threads=6' }, 'QUOTA_DEFAULT'],
  ['no number', { QUOTA_DEFAULT: 'threads=many' }, 'QUOTA_DEFAULT'],
  ['a part of a thread', { QUOTA_DEFAULT: 'threads=1.5' }, 'QUOTA_DEFAULT'],
  ['less than nothing', { QUOTA_DEFAULT: 'costUsdPerDay=-1' }, 'QUOTA_DEFAULT'],
  ['no JSON', { QUOTA_TENANTS: 'acme=5' }, 'QUOTA_TENANTS'],
  ['a tenant with a name that is none', { QUOTA_TENANTS: '{"acme": {"tokens": 5}}' }, 'QUOTA_TENANTS'],
])('quotaSettings: %s → refused by its name', (_, environment, name) => {
  expect(() => quotaSettings(environment)).toThrow(name);
});
