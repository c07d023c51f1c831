/** Refuses what a tenant, or a key, may not have or pay for any more. */
import { WHOSE } from '../../contracts/ceiling/payers.ts';
import {
  dayAt,
  hasSpendCeiling,
  NO_QUOTAS,
  quotasOf,
  type ReachedQuota,
  reachedSpend,
} from '../../contracts/ceiling/quota-rule.ts';
import type { ServerDependencies } from '../dependencies.ts';
import { ProblemError } from '../http/problem.ts';
import { type Paid, type Payer, payersOf } from './payers.ts';

/** Another goal may end at any moment. */
const AGAIN_SECONDS = 30;

/** Something that is gone may count for so long. */
const MEASURED_SECONDS = 300;

/** A thread more. Throws a 403 `quotaExceeded`. */
export async function refuseThreadOverQuota(
  { journal, quotas = NO_QUOTAS }: ServerDependencies,
  tenantId: string,
): Promise<void> {
  const { threads: limit } = quotasOf(quotas, tenantId);
  if (limit === undefined) return;
  const used = await journal.countThreads(tenantId);
  if (used < limit) return;
  const reached = { quota: 'threads', limit, used } as const;
  throw new ProblemError({
    status: 403,
    ...problemOf('tenant', reached),
    detail: 'Archive a thread first.',
  });
}

/**
 * A goal is about to be set going on this thread, or on one that is not made yet. Throws a 429
 * `quotaExceeded` when as many others run as may, or when the day's spend is used up. Of several starts at
 * once, too many are never let through.
 */
export async function refuseGoalOverQuota(dependencies: ServerDependencies, paid: Paid): Promise<void> {
  const { journal } = dependencies;
  const { threadId } = paid;
  const payers = await payersOf(dependencies, paid);
  for (const payer of payers) await refuseSpend(payer);
  const limited = payers.filter(({ quotas }) => quotas.activeGoals !== undefined);
  if (limited.length === 0) return;
  if (threadId !== undefined) await journal.noteGoalStart(threadId);
  for (const { of, quotas, countActiveGoals } of limited) {
    const { activeGoals: limit = Number.POSITIVE_INFINITY } = quotas;
    const used = await countActiveGoals(threadId);
    if (used < limit) continue;
    if (threadId !== undefined) await journal.forgetGoalStart(threadId);
    const reached = { quota: 'activeGoals', limit, used } as const;
    throw passing(of, reached, 'Wait for another goal to end, or pause one.', AGAIN_SECONDS);
  }
}

/**
 * More is about to be put on the disk. Throws a 429 `quotaExceeded`; what is there is measured now and then.
 */
export async function refuseDiskOverQuota(
  { journal, quotas = NO_QUOTAS }: ServerDependencies,
  tenantId: string,
): Promise<void> {
  const { diskBytes: limit } = quotasOf(quotas, tenantId);
  if (limit === undefined) return;
  const { workspaceBytes, keptBytes } = await journal.sumThreadSizes(tenantId);
  const used = workspaceBytes + keptBytes;
  if (used < limit) return;
  const reached = { quota: 'diskBytes', limit, used } as const;
  throw passing('tenant', reached, 'Purge threads that are not needed any more.', MEASURED_SECONDS);
}

async function refuseSpend({ of, quotas, spendOn }: Payer): Promise<void> {
  if (!hasSpendCeiling(quotas)) return;
  const nowMs = Date.now();
  const day = dayAt(nowMs);
  const reached = reachedSpend(quotas, await spendOn(day));
  if (reached === undefined) return;
  const detail = 'More may be spent when the next day begins (UTC), or when the operator allows it.';
  throw passing(of, reached, detail, Math.ceil((day.to.getTime() - nowMs) / 1000), day.to);
}

/** It may be asked for again, under the same key as well. */
const passing = (
  of: Payer['of'],
  reached: ReachedQuota,
  detail: string,
  retryAfterSeconds: number,
  resetsAt?: Date,
): ProblemError =>
  new ProblemError({
    status: 429,
    ...problemOf(of, reached),
    detail,
    retryAfterSeconds,
    ...(resetsAt === undefined ? {} : { resetsAt: resetsAt.toISOString() }),
  });

const problemOf = (of: Payer['of'], { quota, limit, used }: ReachedQuota) => ({
  code: 'quotaExceeded' as const,
  title: `The quota ${quota} of ${WHOSE[of]} is used up: ${used} of ${limit}`,
  ...{ of, quota, limit, used },
});
