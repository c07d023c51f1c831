/** What the tenants of this worker's threads have spent, as the journal counts it. */

import { type QuotaRule, quotasOf, spendOf } from '../../contracts/ceiling/quota-rule.ts';
import type { Journal } from '../../journal/journal.ts';
import type { Recall } from '../memory/recall.ts';
import type { SpendLedger } from './ceiling-model.ts';

export const spendLedger = (
  journal: Pick<Journal, 'sumUsage'>,
  recall: Pick<Recall, 'tenantId'>,
  quotas: QuotaRule,
): SpendLedger => ({
  tenantOf: recall.tenantId,
  quotasOf: (tenantId) => quotasOf(quotas, tenantId),
  async spendOf(tenantId, day) {
    const [sum] = await journal.sumUsage({ tenantId, ...day });
    return spendOf(sum);
  },
});
