/** What a purge takes: each step may be made again, and a purge that was cut goes on where it was. */
import { ApplicationFailure } from '@temporalio/activity';
import { announceSweep } from '../../states/generation/generation.ts';
import { sweepStates } from '../../states/sweep/sweep-states.ts';
import { statesDirectory } from '../../states/workspace-marker.ts';
import type { PurgeActivities as Activities } from '../../workflows/activities.ts';
import type { ActivityDependencies } from '../dependencies.ts';
import type { WorkflowHistories } from './workflow-histories.ts';

type Parts = Pick<ActivityDependencies, 'journal' | 'workspaces'>;

const MAX_AT_ONCE = 500;

export function createPurgeActivities(
  { journal, workspaces }: Parts,
  histories: WorkflowHistories,
): Omit<Activities, 'planRetention'> {
  const removeAll = async (threadId: string): Promise<void> => {
    await workspaces.remove(threadId);
    await journal.removeRows(threadId);
    await histories.remove(threadId);
  };
  return {
    endThread: ({ threadId }) => histories.end(threadId),

    async removeThread({ threadId }) {
      const purge = await journal.readPurge(threadId);
      if (purge === undefined) return;
      const { setId, worker } = await workspaces.set();
      if (purge.setId !== undefined && purge.setId !== setId)
        throw ApplicationFailure.retryable(
          `the workspace of ${threadId} is not on ${worker}`,
          'OtherWorkspaces',
        );
      await removeAll(threadId);
      await journal.finishRemoval(threadId);
    },

    async announceSweep() {
      const { directory } = await workspaces.set();
      return { announcedAtMs: await announceSweep(statesDirectory(directory)) };
    },

    async sweep({ announcedAtMs }) {
      // Whoever was still at work may have written since.
      for (const { threadId, setId } of await journal.listPurges(MAX_AT_ONCE))
        if (setId === undefined || setId === (await workspaces.set()).setId) await removeAll(threadId);
      const { directory } = await workspaces.set();
      await sweepStates(statesDirectory(directory), await journal.listNeededStates(), announcedAtMs);
      return journal.settlePurges(new Date(announcedAtMs));
    },
  };
}
