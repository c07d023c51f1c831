/** One tool call as an Activity: run, or answered with what the workflow has decided. */
import { proxyActivities } from '@temporalio/workflow';
import { defined } from '../../objects/defined.ts';
import type { Activities } from '../activities.ts';
import { callTimeLeftMs, charge, goalView } from '../thread/accounting.ts';
import type { CallAnswer } from '../thread/state/call-answer.ts';
import { currentGoal } from '../thread/state/current-goal.ts';
import type { CallInTurn } from '../turn/decide-call.ts';
import { noteRecorded } from '../turn/ledger-progress.ts';
import type { Turn } from '../turn/turn.ts';
import { MAX_TOOL_CALL_MS, TOOL_CALL_OPTIONS } from './activity-options.ts';
import { type Thread, withOutbox } from './running-thread.ts';

const { runToolCall: toolActivity } = proxyActivities<Activities>(TOOL_CALL_OPTIONS);

/** Runs the call, or journals the ruling as its answer. */
export async function executeCall(
  thread: Thread,
  turn: Turn,
  made: CallInTurn,
  ruling?: CallAnswer,
): Promise<void> {
  const { call, seq, replySeq } = made;
  const { threadId, turn: number } = thread.state;
  const nowMs = Date.now();
  const current = currentGoal(thread.state, turn.goal);
  const timeLeftMs = ruling === undefined ? callTimeLeftMs(thread.state, turn.goal, nowMs) : undefined;
  const summary = `turn ${number} · ${call.label}`;
  const untilMs = nowMs + Math.min(timeLeftMs ?? MAX_TOOL_CALL_MS, MAX_TOOL_CALL_MS);
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
          ...(current !== undefined && call.showsGoal ? { goal: goalView(current, nowMs) } : {}),
          ...defined({ ruling, timeLeftMs }),
        },
      ]),
    { what: 'toolCall', summary, untilMs },
  );
  thread.state = charge(thread.state, turn.goal, { activeMs: result.durationMs ?? 0 });
  if (result.recorded) thread.state = noteRecorded(thread.state, turn.goal, seq);
  if (result.isNearer) turn.isNearer = true;
}
