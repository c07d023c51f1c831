/** What a person has to know who asked for a goal to go on that has nothing left to spend. Pure. */
import type { GoalStatus } from '../../workflows/goal/goal.ts';
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
