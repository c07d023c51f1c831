/** The auditor's part of an audit as one Activity, and what the goal pays for it. */
import {
  ActivityFailure,
  ApplicationFailure,
  CancelledFailure,
  proxyActivities,
  TimeoutFailure,
} from '@temporalio/workflow';
import { charge, currentGoal } from './accounting.ts';
import type { Activities, GoalRef, JudgeClaimInput, Spent, Timed } from './activities.ts';
import { JUDGE_OPTIONS, MAX_JUDGE_ATTEMPT_MS } from './activity-options.ts';
import { withAuditor } from './auditor.ts';
import { budgetLeft } from './budget.ts';
import { goalDeadlineMs, lifetime } from './call-lifetime.ts';
import type { JournalledChecks } from './claim.ts';
import { spentIn } from './spent.ts';
import { nextSeq, type Thread, throwIfStopped, withOutbox } from './thread.ts';
import type { Turn } from './turn.ts';
import { billedTokens } from './usage.ts';

const { judgeClaim } = proxyActivities<Activities>(JUDGE_OPTIONS);

/** What was checked for the claim of which call. */
export interface CheckedClaim {
  readonly goal: GoalRef;
  readonly callId: string;
  readonly checked: JournalledChecks & { readonly seq: number };
}

/** The verdict of both. Throws when the auditor cannot be asked, or gives no verdict that can be read. */
export async function judge(
  thread: Thread,
  turn: Turn,
  { goal, callId, checked }: CheckedClaim,
): Promise<JournalledChecks> {
  throwIfStopped();
  const { threadId, turn: number } = thread.state;
  const endMs = goalDeadlineMs(thread.state, goal);
  const left = leftFor(thread, goal);
  const seq = nextSeq(thread);
  const options = {
    summary: `turn ${number} · auditor`,
    ...lifetime(endMs, Date.now(), MAX_JUDGE_ATTEMPT_MS),
  };
  try {
    const judged = await withOutbox(thread, (outbox) =>
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
          ...(endMs === undefined ? {} : { deadlineMs: endMs }),
        },
      ]),
    );
    pay(thread, turn, judged);
    return withAuditor(checked, judged, seq);
  } catch (error) {
    pay(thread, turn, spentIn(detailsOf(error)));
    throw error;
  }
}

function leftFor(thread: Thread, ref: GoalRef): NonNullable<JudgeClaimInput['left']> {
  const goal = currentGoal(thread.state, ref);
  const { tokens, costUsd } = goal === undefined ? {} : budgetLeft(goal.budget, goal.usage, Date.now());
  return { ...(tokens === undefined ? {} : { tokens }), ...(costUsd === undefined ? {} : { costUsd }) };
}

function pay(thread: Thread, turn: Turn, { usage, modelCalls, durationMs = 0 }: Spent & Timed): void {
  turn.tokens += billedTokens(usage);
  thread.state = charge(thread.state, turn.goal, { ...usage, modelCalls, activeMs: durationMs });
}

/** Where a failed Activity says what it had spent until then. */
function detailsOf(error: unknown): unknown {
  const cause = error instanceof ActivityFailure ? error.cause : error;
  if (cause instanceof TimeoutFailure) return cause.lastHeartbeatDetails;
  return cause instanceof ApplicationFailure || cause instanceof CancelledFailure
    ? cause.details?.[0]
    : undefined;
}
