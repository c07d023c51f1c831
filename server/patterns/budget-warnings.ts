/** What a person has to know who asked for a goal to go on that has nothing left to spend. Pure. */
import { uncountedLimits } from '../../workflows/budget/uncounted-limits.ts';
import type { Usage } from '../../workflows/budget/usage.ts';
import type { Budget } from '../../workflows/contract/contract.ts';
import type { GoalStatus } from '../../workflows/goal/goal.ts';
import { countOf } from '../../workflows/text/count-of.ts';
import type { ContractWarning } from './contract-warnings.ts';

/**
 * `asked`: the status that was sent along with an edit; `goal`: as the edit has left it. The edit holds all
 * the same.
 */
export function budgetWarnings(
  asked: 'active' | 'paused' | undefined,
  { status, statusReason }: { readonly status: GoalStatus | 'cleared'; readonly statusReason: string },
): ContractWarning[] {
  if (asked !== 'active' || status !== 'budgetLimited') return [];
  return [
    {
      code: 'budgetExhausted',
      field: 'status',
      message: `The goal does not go on: ${statusReason}. A higher limit in \`budget\`, sent along with the status, sets it going.`,
    },
  ];
}

/**
 * A stopped goal keeps its status whatever its budget becomes: that it cannot be resumed would show too late.
 */
export function spentWarnings(
  edited: object | null | undefined,
  {
    status,
    budgetLeft,
  }: { readonly status: GoalStatus; readonly budgetLeft: Readonly<Record<string, number>> },
): ContractWarning[] {
  if (edited == null || !STOPPED.includes(status)) return [];
  return Object.entries(budgetLeft).flatMap(([left, amount]) => {
    const dimension = left === 'deadlineSeconds' ? 'deadline' : left;
    return amount > 0
      ? []
      : [
          {
            code: 'budgetExhausted',
            field: `budget.${dimension}`,
            message: `Nothing is left of this limit: the goal is ${status}, and cannot be resumed without a higher one.`,
          },
        ];
  });
}

const STOPPED: readonly GoalStatus[] = ['paused', 'blocked', 'usageLimited'];

/** The figures of the goal so far show what is not counted. */
export function uncountedWarnings({
  usage,
  contract,
}: {
  readonly usage: Pick<Usage, 'modelCalls' | 'inputTokens' | 'outputTokens'>;
  readonly contract?: { readonly budget?: Budget | undefined } | undefined;
}): ContractWarning[] {
  return (uncountedLimits(usage, contract?.budget) ?? []).map((dimension) => ({
    code: 'tokensNotCounted',
    field: `budget.${dimension}`,
    message:
      `The model's server has counted no tokens in ${countOf(usage.modelCalls, 'model call')} of this goal, so that this limit will stop nothing: ` +
      'turns, toolCalls, timeSeconds and deadline do.',
  }));
}
