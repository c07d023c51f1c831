/**
 * `purgeWorkflow`: everything of one thread goes. `sweepWorkflow`: then the states that no thread needs go.
 */
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import { continueAsNew, ParentClosePolicy, proxyActivities, sleep, startChild } from '@temporalio/workflow';
import type { PurgeActivities } from './activities.ts';
import { SWEEP_WORKFLOW_ID } from './messages.ts';

const { endThread, removeThread, announceSweep, sweep } = proxyActivities<PurgeActivities>({
  startToCloseTimeout: '1 hour',
  retry: { initialInterval: '1 second', maximumInterval: '1 minute' },
});

/** A command is killed, and a model call let go of, within a heartbeat; then its last words are written. */
const NOTICED_AFTER = '20 seconds';

/**
 * Whoever keeps a state has said so in the journal by then: a keep takes minutes at most, and the row that
 * names the state follows at once.
 */
const ON_RECORD_AFTER = '15 minutes';

export async function purgeWorkflow({ threadId }: { readonly threadId: string }): Promise<void> {
  const { isAtWork } = await endThread({ threadId });
  if (isAtWork) await sleep(NOTICED_AFTER);
  await removeThread({ threadId });
  await beginSweep();
}

/** One sweep serves all purges that come before it; it goes on while others have come since. */
export async function sweepWorkflow(): Promise<void> {
  const { announcedAtMs } = await announceSweep();
  await sleep(ON_RECORD_AFTER);
  const { isAnyLeft } = await sweep({ announcedAtMs });
  if (isAnyLeft) await continueAsNew<typeof sweepWorkflow>();
}

async function beginSweep(): Promise<void> {
  try {
    await startChild(sweepWorkflow, {
      workflowId: SWEEP_WORKFLOW_ID,
      parentClosePolicy: ParentClosePolicy.ABANDON,
    });
  } catch (error) {
    // The one that runs looks for purges once more before it ends.
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}
