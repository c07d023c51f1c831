/** What an edit makes of a goal: the same goal, its usage kept, one revision on. Pure. */
import { defined } from '../../objects/defined.ts';
import { omit } from '../../objects/omit.ts';
import { type BudgetDimension, exhausted, TIME_ALONE } from '../budget/budget.ts';
import { DEFAULT_POLICY } from '../contract/contract.ts';
import { type Goal, hasHeldClaim, inStatus } from './goal.ts';
import { transition } from './goal-machine.ts';
import type { NewGoal } from './new-goal.ts';
import { statusReasonOf } from './status-reason.ts';
import { withoutResults } from './without-results.ts';

/** The goal as an edit leaves it; its contract is in the journal under the new revision already. */
export interface GoalEdit extends Omit<NewGoal, 'goalId'> {
  /** Higher than the present one. */
  readonly revision: number;
  /**
   * What proves the goal differs (checks, protected paths, auditor): the checks run anew before the next
   * turn.
   */
  readonly changesChecks: boolean;
  /** Nothing that a claim is judged by differs, so that a verdict on the revision before still counts. */
  readonly keepsJudged?: true;
  /**
   * The checks that are changed or gone; `all` also when what they are held against differs. Absent: as
   * `changesChecks` says.
   */
  readonly touchedChecks?: readonly string[] | 'all';
  /** A status that the caller wants along with the edit. */
  readonly status?: 'active' | 'paused';
}

/**
 * A budget below what is spent makes an active goal `budgetLimited`, with a summary turn of its own; a raised
 * budget alone sets nothing going. A status that is asked for along with it is reached as `pause` or `resume`
 * would. `dimensions`: of the budget, those that may stop the goal; a claim that is held costs nothing any
 * more.
 */
export function editedGoal(
  goal: Goal,
  edit: GoalEdit,
  nowMs: number,
  dimensions?: readonly BudgetDimension[],
): Goal {
  const { revision, changesChecks, keepsJudged, status, title, budget, policy, notBeforeMs, hasAuditor } =
    edit;
  const { judgedSince = goal.revision, ...kept } = omit(goal, 'notBeforeMs', 'hasAuditor');
  const text: Goal = {
    ...kept,
    revision,
    ...(keepsJudged ? { judgedSince } : {}),
    title,
    budget,
    policy: { ...DEFAULT_POLICY, ...policy },
    ...defined({ notBeforeMs, hasAuditor }),
  };
  const edited = changesChecks ? withoutResults(text) : text;
  const spent = exhausted(budget, goal.usage, nowMs, dimensions);
  const mayNotResume = exhausted(budget, goal.usage, nowMs, hasHeldClaim(goal) ? TIME_ALONE : undefined);
  const wanted = status === undefined ? edited : inWantedStatus(edited, status, mayNotResume !== undefined);
  if (wanted.status === 'budgetLimited' && !hasHeldClaim(goal)) return withBudgetReason(wanted, goal, nowMs);
  if (wanted.status !== 'active' || spent === undefined) return wanted;
  return { ...inStatus(wanted, 'budgetLimited', { kind: 'budgetReached' }, spent), hasWrappedUp: false };
}

/** What is said to be reached is so of the budget that the goal has now. */
function withBudgetReason(edited: Goal, before: Goal, nowMs: number): Goal {
  const was = exhausted(before.budget, before.usage, nowMs);
  const is = exhausted(edited.budget, edited.usage, nowMs);
  if (was === is) return edited;
  const statusReason =
    is === undefined
      ? `${edited.statusReason}; the budget was raised since`
      : statusReasonOf({ kind: 'budgetReached' }, is);
  return { ...edited, statusReason };
}

function inWantedStatus(goal: Goal, status: 'active' | 'paused', budgetExhausted: boolean): Goal {
  const event = status === 'active' ? 'resume' : 'pause';
  const next = transition(goal.status, event, 'user', { budgetExhausted, proven: false });
  if (!next.ok || next.status === goal.status) return goal;
  const kind = status === 'active' ? 'resumedByUser' : 'pausedByUser';
  return { ...inStatus(goal, next.status, { kind }), hasWrappedUp: false };
}
