/**
 * Makes room for a model call whose request has outgrown the model's window. What is left out, and how, the
 * Activity decides.
 */
import { proxyActivities } from '@temporalio/workflow';
import { defined } from '../../objects/defined.ts';
import type { Activities, CompactionInput, Outgrown } from '../activities.ts';
import { lifetime, MAX_ATTEMPT_MS, workOf } from '../turn/call-lifetime.ts';
import { MODEL_CALL_OPTIONS } from './activity-options.ts';
import { payForCompaction, spentUntil } from './pay.ts';
import { noteWritten, type RunningTurn, type Thread, withOutbox } from './running-thread.ts';

const { compactTranscript: compactionActivity } = proxyActivities<Activities>(MODEL_CALL_OPTIONS);

/** `call`: the one that did not fit; it leaves its place in the journal to the compaction. */
export async function compactTranscript(
  thread: Thread,
  turn: RunningTurn,
  { reason, saidTokens }: Outgrown,
  call: Omit<CompactionInput, 'reason' | 'saidTokens' | 'events' | 'inputs'>,
): Promise<void> {
  const { threadId, seq, kind, goal, isPlanning, shownGoal, deadlineMs } = call;
  const input = {
    ...{ threadId, turn: call.turn, seq, kind, reason },
    ...defined({ saidTokens, goal, isPlanning, shownGoal, deadlineMs }),
  };
  const options = {
    summary: `turn ${call.turn} · compaction`,
    ...lifetime(deadlineMs, Date.now(), MAX_ATTEMPT_MS),
  };
  const spent = await withOutbox(
    thread,
    (outbox) => compactionActivity.executeWithOptions(options, [{ ...input, ...outbox }]),
    workOf('compaction', options),
  ).catch((error: unknown) => {
    payForCompaction(thread, turn, spentUntil(error), 0);
    throw error;
  });
  noteWritten(thread, seq);
  payForCompaction(thread, turn, spent, 1);
}
