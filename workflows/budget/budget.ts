/**
 * Which budget dimension is used up, and what is left. Checked before every model call and every tool call.
 * Pure.
 */
import type { Budget } from '../contract/contract.ts';
import { workingTurns } from './turns-text.ts';
import { billedTokens, type Usage } from './usage.ts';

/**
 * What remains of each limited dimension, never negative; `deadlineSeconds` is the time until the deadline.
 */
export interface BudgetLeft {
  readonly tokens?: number;
  readonly costUsd?: number;
  readonly turns?: number;
  readonly toolCalls?: number;
  readonly timeSeconds?: number;
  readonly deadlineSeconds?: number;
}

const spent = (usage: Usage) => ({
  tokens: billedTokens(usage),
  costUsd: usage.costUsd,
  turns: workingTurns(usage),
  toolCalls: usage.toolCalls,
  timeSeconds: usage.activeMs / 1000,
});

const COUNTED = ['tokens', 'costUsd', 'turns', 'toolCalls', 'timeSeconds'] as const;
const DIMENSIONS = [...COUNTED, 'deadline'] as const;

export type BudgetDimension = (typeof DIMENSIONS)[number];

/** A turn that has begun is paid for; what else it may use is asked before each of its calls. */
export const WITHIN_TURN: readonly BudgetDimension[] = DIMENSIONS.filter(
  (dimension) => dimension !== 'turns',
);

/** It is all that limits what costs nothing any more: a person's word on work that is done. */
export const TIME_ALONE: readonly BudgetDimension[] = ['deadline'];

export const deadlineMs = ({ deadline }: Budget): number | undefined =>
  deadline === undefined ? undefined : Date.parse(deadline);

/**
 * The dimensions that the contract limits, with what remains. Money to nine decimals, times in whole seconds.
 */
export function budgetLeft(budget: Budget, usage: Usage, nowMs: number): BudgetLeft {
  const used = spent(usage);
  const left: { -readonly [K in keyof BudgetLeft]: number } = {};
  for (const dimension of COUNTED) {
    const limit = budget[dimension];
    if (limit !== undefined) left[dimension] = Math.max(0, Math.round((limit - used[dimension]) * 1e9) / 1e9);
  }
  if (left.timeSeconds !== undefined) left.timeSeconds = Math.floor(left.timeSeconds);
  const endMs = deadlineMs(budget);
  if (endMs !== undefined) left.deadlineSeconds = Math.max(0, Math.floor((endMs - nowMs) / 1000));
  return left;
}

/** The time that a running call may still take before the budget ends it; absent when time is not limited. */
export function timeLeftMs(budget: Budget, usage: Usage, nowMs: number): number | undefined {
  const endMs = deadlineMs(budget);
  const limits = [
    ...(budget.timeSeconds === undefined ? [] : [budget.timeSeconds * 1000 - usage.activeMs]),
    ...(endMs === undefined ? [] : [endMs - nowMs]),
  ];
  return limits.length === 0 ? undefined : Math.max(0, Math.min(...limits));
}

const figure = (value: number): string => value.toLocaleString('en-US', { maximumFractionDigits: 9 });

/** The first exhausted dimension among those asked for, as text for people, e.g. `tokens: 5,120 of 5,000`. */
export function exhausted(
  budget: Budget,
  usage: Usage,
  nowMs: number,
  dimensions: readonly BudgetDimension[] = DIMENSIONS,
): string | undefined {
  const used = spent(usage);
  for (const dimension of dimensions) {
    if (dimension === 'deadline') {
      const endMs = deadlineMs(budget);
      if (endMs !== undefined && nowMs >= endMs) return `deadline: ${budget.deadline} has passed`;
      continue;
    }
    const limit = budget[dimension];
    if (limit !== undefined && used[dimension] >= limit)
      return `${dimension}: ${figure(used[dimension])} of ${figure(limit)}`;
  }
  return undefined;
}
