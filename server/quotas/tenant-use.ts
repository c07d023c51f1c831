/** What a tenant has, and what it has spent today. */
import { type Day, dayAt, type QuotaName, spendOf } from '../../contracts/ceiling/quota-rule.ts';
import type { Journal } from '../../journal/journal.ts';

type UseJournal = Pick<Journal, 'countThreads' | 'countActiveGoals' | 'sumUsage'>;

export interface TenantUse {
  readonly used: Readonly<Record<QuotaName, number>>;
  readonly day: Day;
}

export async function readTenantUse(
  journal: UseJournal,
  tenantId: string,
  nowMs: number,
): Promise<TenantUse> {
  const day = dayAt(nowMs);
  const [threads, activeGoals, [sum]] = await Promise.all([
    journal.countThreads(tenantId),
    journal.countActiveGoals(tenantId),
    journal.sumUsage({ tenantId, ...day }),
  ]);
  return { used: { threads, activeGoals, ...spendOf(sum) }, day };
}
