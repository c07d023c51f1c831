/** The thread at rest: until something changes, or until a time. Costs nothing but a timer. */
import { condition, proxyActivities } from '@temporalio/workflow';
import type { Activities } from './activities.ts';
import { RECORD_OPTIONS } from './calls/activity-options.ts';
import { hasOutbox, type Thread, withOutbox } from './calls/running-thread.ts';
import { cutToLine } from './text/cut-text.ts';
import { recordGapIn, stopForGap } from './thread/record-gap.ts';

const { recordEvents } = proxyActivities<Activities>(RECORD_OPTIONS);

/**
 * A timer is set anew after this at the latest: one that fires early costs nothing, one too long is refused.
 */
const MAX_TIMER_MS = 30 * 24 * 3_600_000;

/** Temporal refuses a timer whose summary is longer than 400 bytes. */
const MAX_SUMMARY_CHARACTERS = 100;

/** Waits for a change, at most until `untilMs`. What is still in the outbox is journalled first. */
export async function rest(thread: Thread, untilMs?: number): Promise<void> {
  const { changes, threadId } = thread.state;
  if (hasOutbox(thread.state)) {
    const recorded = await withOutbox(thread, (outbox) =>
      recordEvents.executeWithOptions({ summary: 'journal' }, [{ threadId, ...outbox }]),
    );
    // A result of an older release is none.
    const gap = recorded?.gap;
    if (gap !== undefined) thread.state = stopForGap(thread.state, recordGapIn(gap), Date.now());
    return;
  }
  const isDisturbed = () => thread.state.changes !== changes || hasOutbox(thread.state);
  if (untilMs === undefined) return condition(isDisturbed);
  const timeoutMs = Math.min(MAX_TIMER_MS, Math.max(1, untilMs - Date.now()));
  await condition(isDisturbed, timeoutMs, {
    summary: cutToLine(thread.doing.next.reason, MAX_SUMMARY_CHARACTERS),
  });
}
