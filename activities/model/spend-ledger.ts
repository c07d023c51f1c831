/** What tenants, and the keys that made their threads, have spent, as the journal counts it. */
import {
  type Day,
  keyQuotasOf,
  limitsKeys,
  type QuotaRule,
  quotasOf,
  spendOf,
} from '../../contracts/ceiling/quota-rule.ts';
import type { Journal } from '../../journal/journal.ts';
import type { Recall } from '../memory/recall.ts';
import type { SpendLedger } from './ceiling-model.ts';

export const spendLedger = (
  journal: Pick<Journal, 'sumUsage' | 'readMaker'>,
  recall: Pick<Recall, 'tenantId'>,
  quotas: QuotaRule,
): SpendLedger => ({
  async payersOf(threadId) {
    const tenantId = await recall.tenantId(threadId);
    if (tenantId === undefined) return [];
    const spendOn = async (day: Day, madeBy?: string) => {
      const [sum] = await journal.sumUsage({ tenantId, ...day, ...(madeBy === undefined ? {} : { madeBy }) });
      return spendOf(sum);
    };
    const tenant = { of: 'tenant', quotas: quotasOf(quotas, tenantId), spendOn } as const;
    const keyId = limitsKeys(quotas) ? await journal.readMaker(threadId) : undefined;
    if (keyId === undefined) return [tenant];
    return [tenant, { of: 'key', quotas: keyQuotasOf(quotas, keyId), spendOn: (day) => spendOn(day, keyId) }];
  },
});
