/** What tenants, and the keys that made their threads, have spent, as the journal counts it. */
import { payerLimits } from '../../contracts/ceiling/payers.ts';
import { type QuotaRule, spendOf } from '../../contracts/ceiling/quota-rule.ts';
import type { Journal } from '../../journal/journal.ts';
import { defined } from '../../objects/defined.ts';
import type { Recall } from '../memory/recall.ts';
import type { SpendLedger } from './ceiling-model.ts';

export const spendLedger = (
  journal: Pick<Journal, 'sumUsage' | 'readMaker'>,
  recall: Pick<Recall, 'tenantId'>,
  rule: QuotaRule,
): SpendLedger => ({
  async payersOf(threadId) {
    const tenantId = await recall.tenantId(threadId);
    if (tenantId === undefined) return [];
    const payers = await payerLimits(rule, tenantId, () => journal.readMaker(threadId));
    return payers.map(({ of, quotas, madeBy }) => ({
      ...{ of, quotas },
      async spendOn(day) {
        const [sum] = await journal.sumUsage({ tenantId, ...day, ...defined({ madeBy }) });
        return spendOf(sum);
      },
    }));
  },
});
