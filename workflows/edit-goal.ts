/** What an edit makes of a goal: the same goal, its usage kept, one revision on. Pure. */
import { exhausted } from './budget.ts';
import type { GoalEdit } from './command.ts';
import { DEFAULT_POLICY } from './contract.ts';
import { type Goal, inStatus } from './goal.ts';
import { transition } from './goal-machine.ts';
import { NO_RESULT } from './progress.ts';

/**
 * A budget below what is spent makes an active goal `budgetLimited`, with a summary turn of its own; a raised budget
 * alone sets nothing going. A status that is asked for along with it is reached as `pause` or `resume` would.
 */
export function editedGoal(goal: Goal, edit: GoalEdit, nowMs: number): Goal {
  const { revision, changesChecks, keepsJudged, status, title, budget, policy, notBeforeMs, hasAuditor } =
    edit;
  const { notBeforeMs: _, hasAuditor: __, judgedSince = goal.revision, ...kept } = goal;
  const text: Goal = {
    ...kept,
    revision,
    ...(keepsJudged ? { judgedSince } : {}),
    title,
    budget,
    policy: { ...DEFAULT_POLICY, ...policy },
    ...(notBeforeMs === undefined ? {} : { notBeforeMs }),
    ...(hasAuditor === undefined ? {} : { hasAuditor }),
  };
  const edited = changesChecks ? withoutResults(text) : text;
  const spent = exhausted(budget, goal.usage, nowMs);
  const wanted = status === undefined ? edited : inWantedStatus(edited, status, spent !== undefined);
  if (wanted.status !== 'active' || spent === undefined) return wanted;
  return { ...inStatus(wanted, 'budgetLimited', `budget reached, ${spent}`), hasWrappedUp: false };
}

/** What proves the goal is something else now: the old results say nothing about it. */
function withoutResults(goal: Goal): Goal {
  const { checksSeq: _, auditSeq: __, ...rest } = goal;
  return { ...rest, checks: [], best: NO_RESULT, hasBaseline: false };
}

function inWantedStatus(goal: Goal, status: 'active' | 'paused', budgetExhausted: boolean): Goal {
  const event = status === 'active' ? 'resume' : 'pause';
  const next = transition(goal.status, event, 'user', { budgetExhausted, proven: false });
  if (!next.ok || next.status === goal.status) return goal;
  const reason = status === 'active' ? 'resumed by the user' : 'paused by the user';
  return { ...inStatus(goal, next.status, reason), hasWrappedUp: false };
}
