/**
 * A thread that was put away since it was at rest for long reopens by itself, with the first request that
 * changes it. One that a person has archived stays so.
 */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { v7 as uuidv7 } from 'uuid';
import { principalOf } from '../access/principal.ts';
import type { ServerDependencies } from '../dependencies.ts';
import { reopenThread } from './reopen-thread.ts';

const THREAD = '/v1/threads/:threadId';
/** They mean the thread as it is put away. */
const AS_ARCHIVED: readonly string[] = [`DELETE ${THREAD}`, `POST ${THREAD}/reopen`];

/** A request that was answered before is answered again, and wakes nobody: call it after those are known. */
export function wakeResting(app: FastifyInstance, dependencies: ServerDependencies): void {
  app.addHook('preHandler', async (request) => {
    const threadId = changedThread(request);
    if (threadId === undefined) return;
    const row = await dependencies.journal.readThread(threadId);
    // Somebody else's thread sleeps on, and the route says that there is none.
    if (row?.isResting !== true || row.tenantId !== principalOf(request).tenantId) return;
    await reopenThread(dependencies, row, uuidv7());
  });
}

function changedThread({ method, routeOptions: { url }, params }: FastifyRequest): string | undefined {
  if (method === 'GET' || method === 'HEAD' || !url?.startsWith(THREAD)) return undefined;
  if (AS_ARCHIVED.includes(`${method} ${url}`)) return undefined;
  const { threadId } = params as { readonly threadId?: string };
  return threadId !== undefined && /^[\w-]+$/.test(threadId) ? threadId : undefined;
}
