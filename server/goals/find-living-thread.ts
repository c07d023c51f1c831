import type { ThreadRow } from '../../journal/rows/thread-row.ts';
import type { Principal } from '../access/principal.ts';
import type { ServerDependencies } from '../dependencies.ts';
import { findThread } from '../lookup/find-thread.ts';
import { refusal } from './refusal.ts';

/** Whatever changes the thread asks this: one that is archived is read only. */
export async function findLivingThread(
  dependencies: ServerDependencies,
  tenant: Pick<Principal, 'tenantId'>,
  threadId: string,
): Promise<ThreadRow> {
  const thread = await findThread(dependencies, tenant, threadId);
  if (thread.archivedAt !== undefined)
    throw await refusal(dependencies, thread, 'archived', { archivedAt: thread.archivedAt.toISOString() });
  return thread;
}
