/** One model call of a turn: what it takes along, and what its reply adds to the thread's account. */
import { proxyActivities } from '@temporalio/workflow';
import { defined } from '../../objects/defined.ts';
import { omit } from '../../objects/omit.ts';
import type { Activities, ModelCallResult } from '../activities.ts';
import type { GoalView } from '../goal/goal-view.ts';
import { noteFallback } from '../thread/state/note-fallback.ts';
import { takeInputs } from '../thread/take-inputs.ts';
import { goalDeadlineMs, lifetime, MAX_ATTEMPT_MS, workOf } from '../turn/call-lifetime.ts';
import type { CutBy } from '../turn/cut-replies.ts';
import { goalOfRequest, planning, viewForRequest } from '../turn/goal-of-request.ts';
import { afterReply, showing } from '../turn/turn.ts';
import { MODEL_CALL_OPTIONS } from './activity-options.ts';
import { compactTranscript } from './compaction-call.ts';
import { isLostWorker, pay, payForFailed } from './pay.ts';
import {
  nextSeq,
  noteWritten,
  type RunningTurn,
  type Thread,
  throwIfStopped,
  withOutbox,
} from './running-thread.ts';

const { callModel: modelActivity } = proxyActivities<Activities>(MODEL_CALL_OPTIONS);

/** A reply's reference together with its place in the journal. */
export type PlacedReply = ModelCallResult & { readonly seq: number };

export interface CallConditions {
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
  turn: RunningTurn,
  { isFirst, mayCallTools, cutBy, isCompacted }: CallConditions,
): Promise<PlacedReply | 'compacted'> {
  throwIfStopped();
  const { threadId, turn: number } = thread.state;
  thread.state = takeInputs(thread.state, isFirst);
  const seq = nextSeq(thread);
  const goal = showGoal(thread, turn);
  const endMs = goalDeadlineMs(thread.state, turn.soFar.goal);
  const wantsDigest = turn.soFar.workspaceMayHaveChanged ? { wantsDigest: true as const } : {};
  const place = {
    ...{ threadId, turn: number, seq, kind: turn.soFar.kind },
    ...planning(thread.state, turn.soFar, Date.now()),
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
          ...defined({ cutBy, unheardSeq: thread.state.unheardSeq }),
          ...(isCompacted ? { isCompacted: true as const } : {}),
        },
      ]),
    workOf('modelCall', options),
  ).catch((error: unknown) => {
    payForFailed(thread, turn, error);
    // Temporal makes no further attempt of a call that is stopped: its reply may be on record all the same.
    if (isLostWorker(error)) thread.state = { ...thread.state, unheardSeq: seq };
    throw error;
  });
  thread.state = omit(thread.state, 'unheardSeq');
  if (result.unheard !== undefined) pay(thread, turn, result.unheard);
  turn.soFar = afterReply(turn.soFar, result.workspaceDigest);
  if (result.wasted !== undefined) pay(thread, turn, result.wasted);
  pay(thread, turn, { ...result, modelCalls: result.outgrown === undefined ? 1 : 0 });
  if (result.outgrown !== undefined) {
    throwIfStopped();
    await compactTranscript(thread, turn, result.outgrown, place);
    throwIfStopped();
    return 'compacted';
  }
  noteWritten(thread, seq);
  thread.state = noteFallback(thread.state, result.fallback, Date.now());
  throwIfStopped();
  return { ...result, seq };
}

/** The goal as this request shows it: from here on the turn works for it, in this revision. */
function showGoal(thread: Thread, turn: RunningTurn): GoalView | undefined {
  const goal = goalOfRequest(thread.state, turn.soFar);
  if (goal === undefined) return undefined;
  const ref = { goalId: goal.goalId, revision: goal.revision };
  turn.soFar = showing(turn.soFar, ref);
  if (thread.running !== undefined) thread.running = { ...thread.running, goal: ref };
  return viewForRequest(thread.state, goal, turn.soFar, Date.now());
}
