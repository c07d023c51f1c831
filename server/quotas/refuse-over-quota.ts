/** Refuses what a tenant may not have, or pay for, any more. */
import {
  dayAt,
  hasSpendCeiling,
  type Quotas,
  quotasOf,
  type ReachedQuota,
  reachedSpend,
  spendOf,
} from '../../contracts/ceiling/quota-rule.ts';
import type { ServerDependencies } from '../dependencies.ts';
import { ProblemError } from '../http/problem.ts';

/** Another goal may end at any moment. */
const AGAIN_SECONDS = 30;

/** A thread more. Throws a 403 `quotaExceeded`. */
export async function refuseThreadOverQuota(
  dependencies: ServerDependencies,
  tenantId: string,
): Promise<void> {
  const { threads: limit } = quotasFor(dependencies, tenantId);
  if (limit === undefined) return;
  const used = await dependencies.journal.countThreads(tenantId);
  if (used < limit) return;
  const reached = { quota: 'threads', limit, used } as const;
  throw new ProblemError({ status: 403, ...problemOf(reached), detail: 'Archive a thread first.' });
}

/**
 * A goal is about to be set going on this thread, or on one that is not made yet. Throws a 429
 * `quotaExceeded` when as many others run as may, or when the day's spend is used up. Of several starts at
 * once, too many are never let through.
 */
export async function refuseGoalOverQuota(
  dependencies: ServerDependencies,
  { tenantId, threadId }: { readonly tenantId: string; readonly threadId?: string },
): Promise<void> {
  const { journal } = dependencies;
  const quotas = quotasFor(dependencies, tenantId);
  await refuseSpend(dependencies, tenantId, quotas);
  const { activeGoals: limit } = quotas;
  if (limit === undefined) return;
  if (threadId !== undefined) await journal.noteGoalStart(threadId);
  const used = await journal.countActiveGoals(tenantId, threadId);
  if (used < limit) return;
  if (threadId !== undefined) await journal.forgetGoalStart(threadId);
  const reached = { quota: 'activeGoals', limit, used } as const;
  throw passing(reached, 'Wait for another goal to end, or pause one.', AGAIN_SECONDS);
}

async function refuseSpend({ journal }: ServerDependencies, tenantId: string, quotas: Quotas): Promise<void> {
  if (!hasSpendCeiling(quotas)) return;
  const nowMs = Date.now();
  const day = dayAt(nowMs);
  const [sum] = await journal.sumUsage({ tenantId, ...day });
  const reached = reachedSpend(quotas, spendOf(sum));
  if (reached === undefined) return;
  const detail = 'The tenant may spend more when the next day begins (UTC), or when its operator allows it.';
  throw passing(reached, detail, Math.ceil((day.to.getTime() - nowMs) / 1000), day.to);
}

const quotasFor = ({ quotas }: ServerDependencies, tenantId: string): Quotas =>
  quotas === undefined ? {} : quotasOf(quotas, tenantId);

/** It may be asked for again, under the same key as well. */
const passing = (
  reached: ReachedQuota,
  detail: string,
  retryAfterSeconds: number,
  resetsAt?: Date,
): ProblemError =>
  new ProblemError({
    status: 429,
    ...problemOf(reached),
    detail,
    retryAfterSeconds,
    ...(resetsAt === undefined ? {} : { resetsAt: resetsAt.toISOString() }),
  });

const problemOf = ({ quota, limit, used }: ReachedQuota) => ({
  code: 'quotaExceeded' as const,
  title: `The quota ${quota} of the tenant is used up: ${used} of ${limit}`,
  ...{ quota, limit, used },
});
