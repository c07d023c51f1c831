import { expect, test } from '@jest/globals';
import { payerLimits } from '../../../contracts/ceiling/payers.ts';
import { NO_QUOTAS, type QuotaRule } from '../../../contracts/ceiling/quota-rule.ts';

const RULE: QuotaRule = { usual: { threads: 5 }, tenants: {}, usualOfKeys: { activeGoals: 1 } };
const TENANT = { of: 'tenant', quotas: { threads: 5 } };

test('payerLimits: no key has a limit → the tenant alone, and nobody is asked who made the thread', async () => {
  const asked = () => Promise.reject(new Error('asked'));
  expect(await payerLimits(NO_QUOTAS, 'acme', asked)).toEqual([{ of: 'tenant', quotas: {} }]);
});

test('payerLimits: keys have limits → the tenant, and then the key that made it, if that is known', async () => {
  expect(await payerLimits(RULE, 'acme', async () => 'key_1')).toEqual([
    TENANT,
    { of: 'key', quotas: { activeGoals: 1 }, madeBy: 'key_1' },
  ]);
  expect(await payerLimits(RULE, 'acme', async () => undefined)).toEqual([TENANT]);
});
