/** Threads: create, read, list. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import type { ThreadRow } from '../../journal/journal.ts';
import type { ThreadView } from '../../workflows/thread-view.ts';
import { type ServerDependencies, TENANT_ID } from '../dependencies.ts';
import { findThread, ID_CHARACTERS, threadParams } from '../find-thread.ts';
import { nextOf } from '../goal-view.ts';
import { ProblemError } from '../problem.ts';
import { readGoal } from '../read-goal.ts';
import { idempotencyHeaders, requestIdOf } from '../request-id.ts';
import { contractOf, setGoalSchema } from '../schemas/contract.ts';
import { setGoal } from '../set-goal.ts';

const createBody = z
  .strictObject({
    model: z.string().min(1).max(100).exactOptional(),
    workspace: z.strictObject({ source: z.string().min(1).max(100) }).exactOptional(),
    goal: setGoalSchema.exactOptional(),
  })
  .nullish()
  .transform((body) => body ?? {});

const page = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().max(100).regex(ID_CHARACTERS, 'must be a nextCursor of this list').exactOptional(),
});

export const threadRoutes =
  (dependencies: ServerDependencies): FastifyPluginAsyncZod =>
  async (app) => {
    const { journal, threads, workspaceSources } = dependencies;

    app.post(
      '/threads',
      { schema: { headers: idempotencyHeaders, body: createBody } },
      async (request, reply) => {
        const { body, headers } = request;
        refuseUnknownSource(body.workspace?.source, workspaceSources);
        const requestId = requestIdOf(headers);
        const thread = await journal.createThread({
          threadId: `thr_${uuidv7()}`,
          tenantId: TENANT_ID,
          requestId,
          settings: {
            ...(body.model === undefined ? {} : { model: body.model }),
            ...(body.workspace === undefined ? {} : { workspaceSource: body.workspace.source }),
          },
        });
        await threads.start(thread);
        if (body.goal !== undefined)
          await setGoal(dependencies, thread, {
            contract: contractOf(body.goal),
            replace: body.goal.replace,
            requestId,
          });
        reply.code(201).header('location', `/v1/threads/${thread.threadId}`);
        return readThread(dependencies, thread);
      },
    );

    app.get('/threads', { schema: { querystring: page } }, async ({ query }) => {
      const rows = await journal.listThreads(TENANT_ID, query.limit, query.cursor);
      const last = rows.length === query.limit ? rows.at(-1)?.threadId : undefined;
      return { threads: rows.map(threadReply), nextCursor: last ?? null };
    });

    app.get('/threads/:threadId', { schema: { params: threadParams } }, async ({ params }) =>
      readThread(dependencies, await findThread(dependencies, params.threadId)),
    );
  };

async function readThread(dependencies: ServerDependencies, row: ThreadRow) {
  const view = await dependencies.threads.view(row.threadId);
  const goal = await readGoal(dependencies, row.threadId);
  return {
    ...threadReply(row),
    ...(view === undefined ? { stale: true } : liveFields(view)),
    goal: goal ?? null,
  };
}

const threadReply = ({ threadId, createdAt, settings }: ThreadRow) => ({
  threadId,
  createdAt: createdAt.toISOString(),
  ...(settings.model === undefined ? {} : { model: settings.model }),
  workspace: settings.workspaceSource === undefined ? {} : { source: settings.workspaceSource },
});

const liveFields = (view: ThreadView) => ({
  stale: false,
  phase: view.phase,
  next: nextOf(view),
  turn: view.turn,
  queuedInputs: view.queuedInputs,
  usage: view.usage,
  seq: view.seq,
});

function refuseUnknownSource(source: string | undefined, known: readonly string[]): void {
  if (source === undefined || known.includes(source)) return;
  const message = known.length === 0 ? 'no source is configured' : `must be one of: ${known.join(', ')}`;
  throw new ProblemError({
    status: 400,
    code: 'validation',
    title: 'The request is not valid',
    detail: `workspace.source: ${message}`,
    errors: [{ field: 'workspace.source', message }],
  });
}
