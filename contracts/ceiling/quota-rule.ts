/** What an operator allows tenants and keys: how much they may have, and spend in a day. Pure. */

import { billedTokens } from '../../workflows/budget/usage.ts';

/** Days are those of UTC; tokens are counted as budgets count them. */
export const QUOTA_NAMES = ['threads', 'activeGoals', 'tokensPerDay', 'costUsdPerDay', 'diskBytes'] as const;
/** What the threads that were made by one key may have together. */
export const KEY_QUOTA_NAMES = ['activeGoals', 'tokensPerDay', 'costUsdPerDay'] as const;

export type QuotaName = (typeof QUOTA_NAMES)[number];

/** Absent, or infinite: there is no limit. */
export type Quotas = { readonly [Name in QuotaName]?: number };

export type KeyQuotas = Pick<Quotas, (typeof KEY_QUOTA_NAMES)[number]>;

export interface QuotaRule {
  /** Every tenant has these. */
  readonly usual: Quotas;
  /** What single tenants have in their place. */
  readonly tenants: Readonly<Record<string, Quotas>>;
  /** Every key has these, beside those of its tenant. */
  readonly usualOfKeys?: KeyQuotas;
  /** What single keys have in their place, by id. */
  readonly keys?: Readonly<Record<string, KeyQuotas>>;
}

export const NO_QUOTAS: QuotaRule = { usual: {}, tenants: {} };

/** An infinite one is left out. */
export const quotasOf = ({ usual, tenants }: QuotaRule, tenantId: string): Quotas =>
  limitsOf(usual, tenants, tenantId);

/** The same of a key. */
export const keyQuotasOf = ({ usualOfKeys = {}, keys = {} }: QuotaRule, keyId: string): KeyQuotas =>
  limitsOf(usualOfKeys, keys, keyId);

const limitsOf = (usual: Quotas, single: Readonly<Record<string, Quotas>>, id: string): Quotas => {
  const own = Object.hasOwn(single, id) ? single[id] : {};
  return Object.fromEntries(
    Object.entries({ ...usual, ...own }).filter(([, limit]) => Number.isFinite(limit)),
  );
};

/** Whether any key has a limit: otherwise nobody needs to know who made a thread. */
export const limitsKeys = ({ usualOfKeys = {}, keys = {} }: QuotaRule): boolean =>
  Object.keys(usualOfKeys).length > 0 || Object.keys(keys).length > 0;

type SummedUsage = Parameters<typeof billedTokens>[0] & { readonly costUsd: number };

export interface Day {
  readonly from: Date;
  /** The next one begins. */
  readonly to: Date;
}

const DAY_MS = 24 * 60 * 60_000;

export function dayAt(nowMs: number): Day {
  const fromMs = Math.floor(nowMs / DAY_MS) * DAY_MS;
  return { from: new Date(fromMs), to: new Date(fromMs + DAY_MS) };
}

export type Spend = Readonly<Record<'tokensPerDay' | 'costUsdPerDay', number>>;

/** What the sum of a day's usage comes to. */
export const spendOf = (sum: SummedUsage | undefined): Spend => ({
  tokensPerDay: sum === undefined ? 0 : billedTokens(sum),
  costUsdPerDay: sum?.costUsd ?? 0,
});

export interface ReachedQuota {
  readonly quota: QuotaName;
  readonly limit: number;
  readonly used: number;
}

/** The first ceiling of a day's spend that is reached; `undefined`: another call may be made. */
export function reachedSpend(quotas: Quotas, spend: Spend): ReachedQuota | undefined {
  for (const quota of ['tokensPerDay', 'costUsdPerDay'] as const) {
    const [limit, used] = [quotas[quota], spend[quota]];
    if (limit !== undefined && used >= limit) return { quota, limit, used };
  }
  return undefined;
}

export const hasSpendCeiling = ({ tokensPerDay, costUsdPerDay }: Quotas): boolean =>
  tokensPerDay !== undefined || costUsdPerDay !== undefined;
