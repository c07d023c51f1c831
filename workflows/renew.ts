/**
 * Continue-as-new: a thread lives for ever, its history does not. Only between turns, and never with an open
 * update.
 */
import { allHandlersFinished, condition, continueAsNew, workflowInfo } from '@temporalio/workflow';
import type { Thread } from './calls/running-thread.ts';
import type { ThreadInput } from './thread/state/thread-input.ts';

/** Renewed well before the server asks for it: replaying a long history is slow. */
const MAX_HISTORY_EVENTS = 2_000;

export function shouldRenew(): boolean {
  const info = workflowInfo();
  return info.historyLength > MAX_HISTORY_EVENTS || info.continueAsNewSuggested;
}

export async function renew(thread: Thread): Promise<never> {
  await condition(allHandlersFinished);
  const { state } = thread;
  return continueAsNew<(input: ThreadInput) => Promise<void>>({
    threadId: state.threadId,
    tenantId: state.tenantId,
    state,
  });
}
