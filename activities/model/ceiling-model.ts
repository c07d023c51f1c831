/**
 * A model that is not asked once the thread's tenant, or the key that made it, has spent what it may in a
 * day. The goal then waits, as it does when the provider's own quota is spent, until the next day begins.
 */

import { threadOfCacheKey } from '../../context/request.ts';
import { type PayerLimits, WHOSE } from '../../contracts/ceiling/payers.ts';
import {
  type Day,
  dayAt,
  hasSpendCeiling,
  type ReachedQuota,
  reachedSpend,
  type Spend,
} from '../../contracts/ceiling/quota-rule.ts';
import type { ModelClient, ModelResult } from './client.ts';
import type { ProviderCompaction } from './responses/provider-compaction.ts';

const LEAST_WAIT_MS = 1_000;

/** Who pays for a thread. */
export interface SpendingParty extends Pick<PayerLimits, 'of' | 'quotas'> {
  spendOn(day: Day): Promise<Spend>;
}

export interface SpendLedger {
  /** The tenant first; nobody for a thread that is not known. */
  payersOf(threadId: string): Promise<readonly SpendingParty[]>;
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
  { payersOf }: SpendLedger,
  threadId: string,
  nowMs: number,
): Promise<RefusedCall | undefined> {
  try {
    for (const { of, quotas, spendOn } of await payersOf(threadId)) {
      if (!hasSpendCeiling(quotas)) continue;
      const day = dayAt(nowMs);
      const reached = reachedSpend(quotas, await spendOn(day));
      if (reached === undefined) continue;
      // The workflow waits by its own clock: one that is ahead would ask again and again until midnight here.
      const usageLimit = { resetInMs: Math.max(LEAST_WAIT_MS, day.to.getTime() - nowMs) };
      return { ok: false, failure: { kind: 'usageLimited', reason: reasonOf(of, reached), usageLimit } };
    }
    return undefined;
  } catch {
    return {
      ok: false,
      failure: { kind: 'unavailable', reason: 'the journal cannot say what has been spent' },
    };
  }
}

const amountOf = (quota: ReachedQuota['quota'], amount: number): string =>
  quota === 'costUsdPerDay' ? `US$ ${amount.toFixed(2)}` : `${amount.toLocaleString('en-US')} tokens`;

const reasonOf = (of: SpendingParty['of'], { quota, limit, used }: ReachedQuota): string =>
  `${WHOSE[of]} has spent ${amountOf(quota, used)} of ${amountOf(quota, limit)} today`;
