/** What a goal used, turn by turn, against what it may use. */
import type { Usage } from '../workflows/budget/usage.ts';
import type { Listed } from './listed.ts';
import type { TurnSum } from './turn-sum.ts';

export interface UsageReport {
  readonly total: Usage & { readonly tokens: number; readonly durationSeconds: number };
  /** Money, model calls and active time are counted until then; tokens, tool calls and turns may be newer. */
  readonly asOf: string;
  readonly budget: readonly BudgetLine[];
  /** The turns, with `earlierTurns` and `beside`, add up to `total`. */
  readonly byTurn: Listed<TurnUsage>;
  /**
   * Used by the goal beside its turns (runs of the auditor between them, say); less than nothing: what turns
   * of it used for others.
   */
  readonly beside?: { readonly tokens: number; readonly toolCalls: number };
  /** The turns that `byTurn` does not show, together. */
  readonly earlierTurns?: TurnSum;
}

export interface BudgetLine {
  readonly dimension: 'tokens' | 'costUsd' | 'turns' | 'toolCalls' | 'timeSeconds' | 'deadline';
  /** It is the time of the report for a deadline. */
  readonly used: number | string;
  readonly limit: number | string;
  readonly isReached: boolean;
}

export interface TurnUsage {
  readonly turn: number;
  readonly kind: 'user' | 'continuation' | 'wrapUp';
  readonly startedAt: string;
  /** `null` while it runs; its figures are then what is counted so far. */
  readonly durationSeconds: number | null;
  readonly tokens: number;
  readonly toolCalls: number;
  readonly failure?: string;
}
