/**
 * What an operator says about budgets: what a goal gets of what it does not name, and how much one may have
 * at most. Shapes only.
 */
import type { Budget } from '../../workflows/contract/contract.ts';

/** What an operator can set. Tokens are counted as budgets count them, time is active time. */
export const RULED_DIMENSIONS = ['tokens', 'turns', 'costUsd', 'timeSeconds'] as const;

export type RuledBudget = Pick<Budget, (typeof RULED_DIMENSIONS)[number]>;

export interface BudgetRule {
  /** A contract gets each of these that it does not name itself. */
  readonly defaults: RuledBudget;
  /** No contract gets more; where it names no limit, this is the limit. */
  readonly maxima: RuledBudget;
  /** Whether a contract may say `"unlimited": true`. */
  readonly allowsUnlimited: boolean;
}

/** A night's work of one model: enough for a large goal, and an end for one that would never get there. */
export const SHIPPED_DEFAULTS: RuledBudget = { tokens: 10_000_000, turns: 200 };

/** Everything goes: what a test or a draft stands on. */
export const NO_CEILING: BudgetRule = { defaults: {}, maxima: {}, allowsUnlimited: true };

/** What a caller sends: limits, or the word that none is wanted. */
export type SentBudget = Budget & { readonly unlimited?: true };
