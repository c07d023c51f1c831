/**
 * A model that is not asked once the thread's tenant has spent what it may in a day. The goal then waits, as
 * it does when the provider's own quota is spent, until the next day begins.
 */

import { threadOfCacheKey } from '../../context/request.ts';
import {
  type Day,
  dayAt,
  hasSpendCeiling,
  type Quotas,
  type ReachedQuota,
  reachedSpend,
  type Spend,
} from '../../contracts/ceiling/quota-rule.ts';
import type { ModelClient, ModelResult } from './client.ts';
import type { ProviderCompaction } from './responses/provider-compaction.ts';

const LEAST_WAIT_MS = 1_000;

export interface SpendLedger {
  /** `undefined`: nobody knows the thread. */
  tenantOf(threadId: string): Promise<string | undefined>;
  quotasOf(tenantId: string): Quotas;
  spendOf(tenantId: string, day: Day): Promise<Spend>;
}

export function ceilingModel(
  client: ModelClient,
  ledger: SpendLedger,
  nowMs: () => number = Date.now,
): ModelClient {
  return {
    ...client,
    async respond(request, signal, watcher) {
      const refused = await refusal(ledger, threadOfCacheKey(request.cacheKey), nowMs());
      return refused ?? client.respond(request, signal, watcher);
    },
  };
}

type RefusedCall = Extract<ModelResult, { readonly ok: false }>;

/** The same of a provider that sums up transcripts by itself. */
export const ceilingCompaction =
  (compact: ProviderCompaction, ledger: SpendLedger, nowMs: () => number = Date.now): ProviderCompaction =>
  async (request, signal) =>
    (await refusal(ledger, threadOfCacheKey(request.cacheKey), nowMs())) ?? compact(request, signal);

async function refusal(
  { tenantOf, quotasOf, spendOf }: SpendLedger,
  threadId: string,
  nowMs: number,
): Promise<RefusedCall | undefined> {
  try {
    const tenantId = await tenantOf(threadId);
    const quotas = tenantId === undefined ? {} : quotasOf(tenantId);
    if (tenantId === undefined || !hasSpendCeiling(quotas)) return undefined;
    const day = dayAt(nowMs);
    const reached = reachedSpend(quotas, await spendOf(tenantId, day));
    if (reached === undefined) return undefined;
    // The workflow waits by its own clock: one that is ahead would ask again and again until midnight here.
    const usageLimit = { resetInMs: Math.max(LEAST_WAIT_MS, day.to.getTime() - nowMs) };
    return { ok: false, failure: { kind: 'usageLimited', reason: reasonOf(reached), usageLimit } };
  } catch {
    return {
      ok: false,
      failure: { kind: 'unavailable', reason: 'the journal cannot say what the tenant has spent' },
    };
  }
}

const WORDS = {
  threads: (amount: number) => `${amount} threads`,
  activeGoals: (amount: number) => `${amount} goals`,
  tokensPerDay: (amount: number) => `${amount.toLocaleString('en-US')} tokens`,
  costUsdPerDay: (amount: number) => `US$ ${amount.toFixed(2)}`,
};

const reasonOf = ({ quota, limit, used }: ReachedQuota): string =>
  `the tenant has spent ${WORDS[quota](used)} of ${WORDS[quota](limit)} today`;
