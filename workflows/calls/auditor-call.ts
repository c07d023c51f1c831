/** The auditor's part of an audit as one Activity, and what the goal pays for it. */
import { proxyActivities } from '@temporalio/workflow';
import { defined } from '../../objects/defined.ts';
import type { Activities, JudgeClaimInput } from '../activities.ts';
import { budgetLeft } from '../budget/budget.ts';
import { withAuditor } from '../evidence/auditor.ts';
import type { JournalledChecks } from '../evidence/checks-verdict.ts';
import type { GoalRef } from '../goal/goal-ref.ts';
import { currentGoal } from '../thread/state/current-goal.ts';
import { goalDeadlineMs, lifetime, workOf } from '../turn/call-lifetime.ts';
import { JUDGE_OPTIONS, MAX_JUDGE_ATTEMPT_MS } from './activity-options.ts';
import { pay, payForFailed } from './pay.ts';
import { noteWritten, type RunningTurn, type Thread, withOutbox } from './running-thread.ts';

const { judgeClaim } = proxyActivities<Activities>(JUDGE_OPTIONS);

/** What was checked for the claim of which call. */
export interface CheckedClaim {
  readonly goal: GoalRef;
  readonly callId: string;
  readonly checked: JournalledChecks & { readonly seq: number };
  /** The place of the ruling. */
  readonly seq: number;
}

/** The verdict of both. Throws when the auditor cannot be asked, or gives no verdict that can be read. */
export async function callAuditor(
  thread: Thread,
  turn: RunningTurn,
  { goal, callId, checked, seq }: CheckedClaim,
): Promise<JournalledChecks> {
  const { threadId, turn: number } = thread.state;
  const endMs = goalDeadlineMs(thread.state, goal);
  const left = leftFor(thread, goal);
  const options = {
    summary: `turn ${number} · auditor`,
    ...lifetime(endMs, Date.now(), MAX_JUDGE_ATTEMPT_MS),
  };
  try {
    const judged = await withOutbox(
      thread,
      (outbox) =>
        judgeClaim.executeWithOptions(options, [
          {
            threadId,
            turn: number,
            seq,
            ...outbox,
            goal,
            callId,
            checksSeq: checked.seq,
            ...(Object.keys(left).length === 0 ? {} : { left }),
            ...defined({ deadlineMs: endMs }),
          },
        ]),
      workOf('auditor', options),
    );
    noteWritten(thread, seq);
    pay(thread, turn, judged);
    return withAuditor(checked, judged, seq);
  } catch (error) {
    payForFailed(thread, turn, error);
    throw error;
  }
}

function leftFor(thread: Thread, ref: GoalRef): NonNullable<JudgeClaimInput['left']> {
  const goal = currentGoal(thread.state, ref);
  const { tokens, costUsd } = goal === undefined ? {} : budgetLeft(goal.budget, goal.usage, Date.now());
  return defined({ tokens, costUsd });
}
