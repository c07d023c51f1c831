/** One tool call as an Activity: run, or answered with what the workflow has decided. */
import { proxyActivities } from '@temporalio/workflow';
import { defined } from '../../objects/defined.ts';
import type { Activities } from '../activities.ts';
import type { Goal } from '../goal/goal.ts';
import type { GoalRef } from '../goal/goal-ref.ts';
import { callTimeLeftMs, charge, goalView } from '../thread/accounting.ts';
import type { CallAnswer } from '../thread/state/call-answer.ts';
import { currentGoal } from '../thread/state/current-goal.ts';
import type { ThreadState } from '../thread/state/thread-state.ts';
import type { CallInTurn } from '../turn/decide-call.ts';
import { noteRecorded } from '../turn/ledger-progress.ts';
import type { Foreseen } from '../turn/repetition.ts';
import type { ForeseenAnswer } from '../turn/same-answers.ts';
import { afterCall, type EndedDigests } from '../turn/turn.ts';
import { MAX_TOOL_CALL_MS, TOOL_CALL_OPTIONS } from './activity-options.ts';
import { noteWritten, type RunningTurn, type Thread, withOutbox } from './running-thread.ts';

const { runToolCall: toolActivity } = proxyActivities<Activities>(TOOL_CALL_OPTIONS);

export interface CallWay {
  /** What the workflow has decided: it is journalled as the call's answer, and nothing runs. */
  readonly ruling?: CallAnswer;
  /** What the turn would repeat with it. */
  readonly foreseen?: readonly Foreseen[];
  readonly foreseenAnswer?: ForeseenAnswer | undefined;
  /** The call cannot change the workspace. */
  readonly isReadOnly?: true;
}

/** Runs the call, or journals the ruling as its answer. */
export async function executeCall(
  thread: Thread,
  turn: RunningTurn,
  made: CallInTurn,
  { ruling, foreseen = [], foreseenAnswer, isReadOnly }: CallWay = {},
): Promise<EndedDigests> {
  const { call, seq, replySeq } = made;
  const { threadId, turn: number } = thread.state;
  const nowMs = Date.now();
  const shown =
    call.showsGoal === undefined ? undefined : goalFor(thread.state, turn.soFar.goal, call.showsGoal);
  const timeLeftMs = ruling === undefined ? callTimeLeftMs(thread.state, turn.soFar.goal, nowMs) : undefined;
  const summary = `turn ${number} · ${call.label}`;
  // The limit of its own command is known to its worker alone.
  const limit = timeLeftMs === undefined ? {} : { untilMs: nowMs + Math.min(timeLeftMs, MAX_TOOL_CALL_MS) };
  const result = await withOutbox(
    thread,
    (outbox) =>
      toolActivity.executeWithOptions({ summary }, [
        {
          threadId,
          turn: number,
          seq,
          ...outbox,
          callId: call.callId,
          replySeq,
          ...(shown === undefined ? {} : { goal: goalView(shown, nowMs) }),
          ...defined({ ruling, timeLeftMs, isReadOnly, foreseenAnswer }),
          ...(foreseen.length === 0 ? {} : { foreseen }),
        },
      ]),
    { what: 'toolCall', summary, seq, ...limit },
  );
  noteWritten(thread, seq);
  thread.state = charge(thread.state, turn.soFar.goal, { activeMs: result.durationMs ?? 0 });
  if (result.recorded) thread.state = noteRecorded(thread.state, turn.soFar.goal, seq);
  turn.soFar = afterCall(turn.soFar, defined({ isNearer: result.isNearer }));
  return { digest: result.digest, answerDigest: result.answerDigest };
}

/** What is only looked at may be the thread's goal while the turn works for none. */
const goalFor = (state: ThreadState, ref: GoalRef | undefined, which: true | 'any'): Goal | undefined =>
  currentGoal(state, ref) ?? (which === 'any' ? (state.goal ?? undefined) : undefined);
