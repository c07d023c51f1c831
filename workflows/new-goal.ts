/** What the workflow has to know of a contract; its text stays in the journal. Pure. */
import type { NewGoal } from './activities.ts';
import type { Contract } from './contract.ts';
import { cutText } from './cut-text.ts';

const MAX_TITLE_CHARACTERS = 200;

export function newGoalOf(goalId: string, contract: Contract): NewGoal {
  const { objective, verification, budget, policy, notBefore } = contract;
  return {
    goalId,
    title: cutText(objective.split('\n', 1)[0] ?? '', MAX_TITLE_CHARACTERS),
    budget,
    policy,
    ...(notBefore === undefined ? {} : { notBeforeMs: Date.parse(notBefore) }),
    ...(verification.auditor === undefined ? {} : { hasAuditor: true as const }),
  };
}
