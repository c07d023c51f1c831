/** What a tenant has, and what it has spent today. */
import { type Day, dayAt, type QuotaName, spendOf } from '../../contracts/ceiling/quota-rule.ts';
import type { Journal } from '../../journal/journal.ts';

type UseJournal = Pick<Journal, 'countThreads' | 'countActiveGoals' | 'sumUsage' | 'sumThreadSizes'>;

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
  const [threads, activeGoals, [sum], size] = await Promise.all([
    journal.countThreads(tenantId),
    journal.countActiveGoals(tenantId),
    journal.sumUsage({ tenantId, ...day }),
    journal.sumThreadSizes(tenantId),
  ]);
  return {
    used: { threads, activeGoals, ...spendOf(sum), diskBytes: size.workspaceBytes + size.keptBytes },
    day,
  };
}
