/**
 * A thread that lives by its record, and whose workflow does not run: deleted, terminated, failed, or lost
 * with Temporal's state.
 */
import { z } from 'zod';
import type { ThreadRow } from '../../journal/rows/thread-row.ts';
import type { ServerDependencies } from '../dependencies.ts';
import type { ThreadEnd } from '../temporal/thread-end.ts';

export const endedSchema = z
  .strictObject({
    how: z.enum(['archived', 'terminated', 'failed', 'timedOut', 'missing']),
    at: z.iso.datetime().exactOptional(),
    by: z.string().exactOptional(),
    reason: z.string().exactOptional(),
  })
  .describe(
    "What ended the thread's workflow, which can then do nothing: POST …/reopen begins it again from the record. " +
      '`missing`: Temporal knows no such workflow; `archived`: it was put away, and the record does not say so.',
  )
  .meta({ id: 'Ended' });

export type EndedReply = z.output<typeof endedSchema>;

/** `undefined`: it runs, was never begun, is archived, or nobody can say. */
export async function readEnd(
  { journal, threads }: ServerDependencies,
  { threadId, archivedAt }: ThreadRow,
): Promise<ThreadEnd | undefined> {
  if (archivedAt !== undefined) return undefined;
  const end = await threads.endOf(threadId);
  if (end === undefined) return undefined;
  const isBegun = end.how !== 'missing' || (await journal.readEndOfRecord(threadId)) !== undefined;
  if (!isBegun) return undefined;
  // It may have been archived this very moment.
  const thread = await journal.readThread(threadId);
  return thread?.archivedAt === undefined ? end : undefined;
}

export const endedReply = ({ at, ...end }: ThreadEnd): EndedReply => ({
  ...end,
  ...(at === undefined ? {} : { at: at.toISOString() }),
});
