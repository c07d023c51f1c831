/**
 * The barest durable loop: one Activity per model call and per tool call, text out of history. It has the
 * heartbeats, timeouts, retries and summaries that any such loop would have, and leaves out whatever else
 * Goalkeeper does in a turn: no journal (a restarted worker has lost the transcript, a retried command runs
 * twice), no budget and no usage, no goal, checks or events, no messages, no search attributes, no state over
 * continue-as-new.
 */
import { ActivityCancellationType, continueAsNew, proxyActivities, workflowInfo } from '@temporalio/workflow';
import type { BareActivities } from './bare-activities.ts';

const { bareModelCall, bareToolCall } = proxyActivities<BareActivities>({
  startToCloseTimeout: '15 minutes',
  heartbeatTimeout: '5 seconds',
  cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
  retry: { initialInterval: '100 milliseconds', backoffCoefficient: 2, maximumInterval: '10 seconds' },
});

/** Turns until it is cancelled. */
export async function bareLoop(threadId: string, turnsBefore = 0): Promise<void> {
  for (let turn = turnsBefore + 1; ; turn++) {
    for (;;) {
      const calls = await bareModelCall.executeWithOptions({ summary: `turn ${turn} · model` }, [threadId]);
      if (calls.length === 0) break;
      for (const call of calls)
        await bareToolCall.executeWithOptions({ summary: `turn ${turn} · tool` }, [threadId, call]);
    }
    if (workflowInfo().continueAsNewSuggested) await continueAsNew<typeof bareLoop>(threadId, turn);
  }
}
