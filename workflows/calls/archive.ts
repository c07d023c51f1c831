/** The end of a thread's workflow: its state is put away, so that it can be reopened as it was. */
import { proxyActivities } from '@temporalio/workflow';
import { omit } from '../../objects/omit.ts';
import type { Activities } from '../activities.ts';
import { record } from '../thread/state/thread-state.ts';
import { RECORD_OPTIONS } from './activity-options.ts';
import type { Thread } from './running-thread.ts';

const { archiveThread } = proxyActivities<Activities>(RECORD_OPTIONS);

/**
 * Every request from here on is refused (`refusal.ts`), so that nothing is lost between this state and the
 * end.
 */
export async function archive(thread: Thread): Promise<void> {
  const state = omit(record(thread.state, { type: 'threadArchived' }, Date.now()), 'isArchiving');
  await archiveThread.executeWithOptions({ summary: 'archive' }, [{ threadId: state.threadId, state }]);
}
