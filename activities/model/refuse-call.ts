/**
 * Calls of a model that are not made, because nobody could pay for them or they come too late. At the
 * Activity's edge.
 */
import { ApplicationFailure, activityInfo } from '@temporalio/activity';
import type { BudgetLeft } from '../../workflows/budget/budget.ts';
import type { Spent } from '../../workflows/budget/spent.ts';
import { billedTokens } from '../../workflows/budget/usage.ts';
import { FAILURE_TYPE } from '../../workflows/turn/failure-type.ts';

/** The workflow asked before the first attempt; it cannot ask between two. */
export function refuseLateAttempt({ deadlineMs }: { readonly deadlineMs?: number }): void {
  if (deadlineMs === undefined || activityInfo().attempt === 1 || Date.now() < deadlineMs) return;
  throw ApplicationFailure.create({
    type: FAILURE_TYPE.deadlinePassed,
    message: "the goal's deadline has passed while the call was repeated",
    nonRetryable: true,
  });
}

type MoneyLeft = Pick<BudgetLeft, 'tokens' | 'costUsd'>;

/**
 * Answers that could not be used are paid for as well: when they have used the budget up, no other is asked
 * for.
 */
export function refuseSpent(left: MoneyLeft | undefined, spent: Spent): void {
  if (spent.modelCalls === 0 || !isUsedUp(left, spent)) return;
  throw ApplicationFailure.create({
    type: FAILURE_TYPE.budgetSpent,
    message: 'answers that could not be used have used the budget up',
    nonRetryable: true,
    details: [{ spent }],
  });
}

/** Whether what was left is spent; without a limit, never. */
export function isUsedUp(left: MoneyLeft | undefined, { usage }: Spent): boolean {
  const { tokens = Number.POSITIVE_INFINITY, costUsd = Number.POSITIVE_INFINITY } = left ?? {};
  return billedTokens(usage) >= tokens || (usage.costUsd ?? 0) >= costUsd;
}

/** A budget in money that nobody could count would be none. */
export function refuseUnpriced({
  model,
  hasPrice,
}: {
  readonly model: string;
  readonly hasPrice: boolean;
}): void {
  if (hasPrice) return;
  throw ApplicationFailure.create({
    type: FAILURE_TYPE.modelWithoutPrice,
    message: `the goal has a budget in costUsd, but ${model} has no price: add it to MODEL_PRICES`,
    nonRetryable: true,
  });
}
