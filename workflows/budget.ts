/** Which budget dimension is used up, and what is left. Checked before every model call and every tool call. */
import type { Budget } from './contract.ts';
import { billedTokens, type Usage } from './usage.ts';

export interface BudgetLeft {
  readonly tokens?: number;
  readonly turns?: number;
  readonly toolCalls?: number;
}

const spent = (usage: Usage): Required<BudgetLeft> => ({
  tokens: billedTokens(usage),
  turns: usage.turns,
  toolCalls: usage.toolCalls,
});

const DIMENSIONS = ['tokens', 'turns', 'toolCalls'] as const;

/** The dimensions that the contract limits, with what remains (never negative). */
export function budgetLeft(budget: Budget, usage: Usage): BudgetLeft {
  const used = spent(usage);
  const left: { -readonly [K in keyof BudgetLeft]: number } = {};
  for (const dimension of DIMENSIONS) {
    const limit = budget[dimension];
    if (limit !== undefined) left[dimension] = Math.max(0, limit - used[dimension]);
  }
  return left;
}

export type BudgetDimension = (typeof DIMENSIONS)[number];

/**
 * The first exhausted dimension among those asked for, as text for people, e.g. `tokens: 5,120 of 5,000`.
 * A turn already begun may use tokens and tool calls but is itself paid for, so `turns` is asked only at its start.
 */
export function exhausted(
  budget: Budget,
  usage: Usage,
  dimensions: readonly BudgetDimension[] = DIMENSIONS,
): string | undefined {
  const used = spent(usage);
  for (const dimension of dimensions) {
    const limit = budget[dimension];
    if (limit !== undefined && used[dimension] >= limit)
      return `${dimension}: ${used[dimension].toLocaleString('en-US')} of ${limit.toLocaleString('en-US')}`;
  }
  return undefined;
}
