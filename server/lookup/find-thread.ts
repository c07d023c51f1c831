/** Looks a thread up; one of another tenant is as unknown as one that does not exist. */
import { z } from 'zod';
import type { ThreadRow } from '../../journal/rows/thread-row.ts';
import type { Principal } from '../access/principal.ts';
import type { ServerDependencies } from '../dependencies.ts';
import { notFound } from '../http/problem.ts';

export const threadParams = z.object({ threadId: z.string().min(1).max(100) });

/** What ids are made of. Anything else names no thread, and a database may not even take it. */
export const ID_CHARACTERS = /^[\w-]+$/;

export async function findThread(
  { journal }: ServerDependencies,
  { tenantId }: Pick<Principal, 'tenantId'>,
  threadId: string,
): Promise<ThreadRow> {
  const thread = ID_CHARACTERS.test(threadId) ? await journal.readThread(threadId) : undefined;
  if (thread === undefined || thread.tenantId !== tenantId) throw notFound('thread');
  return thread;
}
