/** What the workflow has to know of a contract; its text stays in the journal. Pure. */
import type { Budget, Contract, Policy } from '../contract/contract.ts';
import { cutText } from '../text/cut-text.ts';

/** A goal as the workflow hears of it; the contract's text is in the journal. */
export interface NewGoal {
  readonly goalId: string;
  readonly title: string;
  readonly budget: Budget;
  readonly policy: Policy;
  readonly notBeforeMs?: number;
  /** Its contract has an auditor, who rules on a claim of completion after the checks. */
  readonly hasAuditor?: true;
}

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
