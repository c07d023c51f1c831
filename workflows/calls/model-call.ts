/** One model call of a turn: what it takes along, and what its reply adds to the thread's account. */
import { proxyActivities } from '@temporalio/workflow';
import { defined } from '../../objects/defined.ts';
import type { Activities, ModelCallResult } from '../activities.ts';
import type { Goal } from '../goal/goal.ts';
import type { GoalView } from '../goal/goal-view.ts';
import { goalView } from '../thread/accounting.ts';
import { blockedTurns } from '../thread/state/blocked-turns.ts';
import { currentGoal } from '../thread/state/current-goal.ts';
import { noteFallback } from '../thread/state/note-fallback.ts';
import type { ThreadState } from '../thread/state/thread-state.ts';
import { takeInputs } from '../thread/take-inputs.ts';
import { goalDeadlineMs, lifetime, MAX_ATTEMPT_MS, workOf } from '../turn/call-lifetime.ts';
import type { CutBy } from '../turn/cut-replies.ts';
import type { Turn } from '../turn/turn.ts';
import { MODEL_CALL_OPTIONS } from './activity-options.ts';
import { compactTranscript } from './compaction-call.ts';
import { pay, payForFailed } from './pay.ts';
import { nextSeq, type Thread, throwIfStopped, withOutbox } from './running-thread.ts';

const { callModel: modelActivity } = proxyActivities<Activities>(MODEL_CALL_OPTIONS);

/** A reply's reference together with its place in the journal. */
export type PlacedReply = ModelCallResult & { readonly seq: number };

export interface CallWish {
  readonly isFirst: boolean;
  readonly mayCallTools: boolean;
  /** What cut the reply before it short. */
  readonly cutBy?: CutBy | undefined;
  /** The transcript has just been compacted for it. */
  readonly isCompacted: boolean;
}

/**
 * `compacted`: the request did not fit, and there is room for it now; whether the call is still wanted is
 * asked anew.
 */
export async function callModel(
  thread: Thread,
  turn: Turn,
  { isFirst, mayCallTools, cutBy, isCompacted }: CallWish,
): Promise<PlacedReply | 'compacted'> {
  throwIfStopped();
  const { threadId, turn: number } = thread.state;
  thread.state = takeInputs(thread.state, isFirst);
  const seq = nextSeq(thread);
  const goal = viewFor(thread, turn);
  const isPlanning = thread.state.mode === 'plan' ? { isPlanning: true as const } : {};
  const endMs = goalDeadlineMs(thread.state, turn.goal);
  const wantsDigest = turn.isDirty ? { wantsDigest: true as const } : {};
  const place = {
    ...{ threadId, turn: number, seq, kind: turn.kind },
    ...isPlanning,
    ...defined({ deadlineMs: endMs, goal }),
  };
  const options = {
    summary: `turn ${number} · model`,
    ...lifetime(endMs, Date.now(), MAX_ATTEMPT_MS),
  };
  const result = await withOutbox(
    thread,
    (outbox) =>
      modelActivity.executeWithOptions(options, [
        {
          ...place,
          ...outbox,
          tools: mayCallTools,
          ...wantsDigest,
          ...defined({ cutBy }),
          ...(isCompacted ? { isCompacted: true as const } : {}),
        },
      ]),
    workOf('modelCall', options),
  ).catch((error: unknown) => {
    payForFailed(thread, turn, error);
    throw error;
  });
  if (result.workspaceDigest !== undefined) {
    turn.digest = result.workspaceDigest;
    turn.isDirty = false;
  }
  if (result.wasted !== undefined) pay(thread, turn, result.wasted);
  pay(thread, turn, { ...result, modelCalls: result.outgrown === undefined ? 1 : 0 });
  if (result.outgrown !== undefined) {
    throwIfStopped();
    await compactTranscript(thread, turn, result.outgrown, place);
    throwIfStopped();
    return 'compacted';
  }
  thread.state = noteFallback(thread.state, result.fallback, Date.now());
  throwIfStopped();
  return { ...result, seq };
}

/** The goal as it is now, in the revision that this request shows: claims in its reply are about that one. */
function viewFor(thread: Thread, turn: Turn): GoalView | undefined {
  const { state } = thread;
  const goal = currentGoal(state, turn.goal) ?? resumedGoal(state, turn);
  if (goal === undefined) return undefined;
  turn.goal = { goalId: goal.goalId, revision: goal.revision };
  if (thread.running !== undefined) thread.running.goal = turn.goal;
  const blocked = blockedTurns(state, state.turn);
  return {
    ...goalView(goal, Date.now()),
    ...defined({ blockedTurns: blocked }),
    ...(isEdited(goal, turn) ? { isEdited: true as const } : {}),
    ...defined({ wokenBy: state.wokenBy }),
  };
}

const isEdited = ({ revision }: Goal, { beganWith }: Turn): boolean =>
  beganWith !== undefined && revision !== beganWith.revision;

/** A user turn goes on for the goal that was set going meanwhile; one that is new waits for its baseline. */
const resumedGoal = ({ goal, mode }: ThreadState, { kind, goal: ref }: Turn): Goal | undefined =>
  ref === undefined && kind === 'user' && mode === 'default' && goal?.status === 'active' && goal.hasBaseline
    ? goal
    : undefined;
