/** Changes of a thread itself: its mode, archiving and reopening. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { labelPatchFields, METADATA_FULL } from '../../contracts/schema/labels.ts';
import type { ServerDependencies } from '../dependencies.ts';
import { findLivingThread } from '../goals/find-living-thread.ts';
import { refusal, requireMatch } from '../goals/refusal.ts';
import { changeReplies } from '../goals/schema/change-replies.ts';
import { refusedProblem } from '../goals/schema/refusal.ts';
import { acceptedReply } from '../http/accepted-reply.ts';
import { conditionalHeaders } from '../http/if-match.ts';
import { invalid } from '../http/problem.ts';
import { jsonReply, readProblems } from '../http/replies.ts';
import { requestIdField, requestIdOf } from '../http/request-id.ts';
import { sendAccepted } from '../lifecycle/send-command.ts';
import { findThread, threadParams } from '../lookup/find-thread.ts';
import { answered } from '../temporal/answered.ts';
import { archiveThread } from './archive-thread.ts';
import { purgeThread } from './purge-thread.ts';
import { reopenThread } from './reopen-thread.ts';
import { threadReply } from './thread-reply.ts';
import { threadSchema } from './thread-schema.ts';

const patchBody = z
  .strictObject({ ...labelPatchFields, mode: z.enum(['default', 'plan']).exactOptional() })
  .refine((body) => Object.keys(body).length > 0, { message: 'changes nothing' });

const flag = z
  .enum(['true', 'false'])
  .transform((text) => text === 'true')
  .default(false);

const purgeQuery = z
  .strictObject({ purge: flag, clear: flag.describe('Only along with `purge`.') })
  .refine(({ purge, clear }) => purge || !clear, { path: ['clear'], message: 'goes only with purge=true' });

const reopenBody = z
  .strictObject({ requestId: requestIdField.exactOptional() })
  .nullish()
  .transform((body) => body ?? {});

export const threadChangeRoutes =
  (dependencies: ServerDependencies): FastifyPluginAsyncZod =>
  async (app) => {
    const path = '/threads/:threadId';

    app.patch(
      path,
      {
        schema: {
          operationId: 'updateThread',
          summary: 'Changes the title, the metadata or the mode of a thread.',
          tags: ['threads'],
          description:
            'A JSON merge patch. In mode plan no turn starts by itself, nothing is changed, and no goal pays. Title and ' +
            'metadata can be changed of an archived thread as well.',
          params: threadParams,
          headers: conditionalHeaders,
          body: patchBody,
          response: {
            200: jsonReply('The thread.', threadSchema),
            ...changeReplies,
          },
        },
      },
      async ({ params, headers, body, principal }) => {
        const { mode, ...labels } = body;
        const find = mode === undefined ? findThread : findLivingThread;
        const thread = await find(dependencies, principal, params.threadId);
        const requestId = requestIdOf(headers);
        await requireMatch(dependencies, thread, headers['if-match'], requestId);
        // The labels first: too much metadata is refused before anything is done.
        if (!(await dependencies.journal.labelThread(thread.threadId, labels)))
          throw invalid([METADATA_FULL]);
        if (mode !== undefined) {
          const sent = await answered(dependencies.threads, thread, { type: 'setMode', requestId, mode });
          if (sent.state === 'refused') throw await refusal(dependencies, thread, sent.reason, { requestId });
        }
        return threadReply(dependencies, await findThread(dependencies, principal, thread.threadId));
      },
    );

    app.delete(
      path,
      {
        schema: {
          operationId: 'archiveThread',
          summary: 'Archives a thread, or purges it.',
          tags: ['threads'],
          description:
            'Archives the thread: what runs is stopped, its state is kept, and it can be read and reopened. 202 when its ' +
            'workflow has not ended in time; it will. With `purge=true` everything of it goes for good: record, workspace, history, and ' +
            'the kept states that no other thread needs; 409 workRunning while work is under way, unless `clear=true` gives it up.',
          params: threadParams,
          headers: conditionalHeaders,
          querystring: purgeQuery,
          response: {
            200: jsonReply('The archived thread.', threadSchema),
            204: z.null().describe('It is purged: nobody finds it any more.'),
            ...acceptedReply,
            ...readProblems,
            ...refusedProblem,
          },
        },
      },
      async ({ params, headers, query, principal }, reply) => {
        const thread = await findThread(dependencies, principal, params.threadId);
        const requestId = requestIdOf(headers);
        await requireMatch(dependencies, thread, headers['if-match'], requestId);
        if (query.purge) {
          await purgeThread(dependencies, thread, query.clear);
          return reply.code(204).send(null);
        }
        const archived = await archiveThread(dependencies, thread, requestId);
        if (archived !== undefined) return threadReply(dependencies, archived);
        return sendAccepted(reply, thread, { type: 'archive', requestId });
      },
    );

    app.post(
      `${path}/reopen`,
      {
        schema: {
          operationId: 'reopenThread',
          summary: 'Sets an archived thread going again.',
          tags: ['threads'],
          description:
            'Sets an archived thread going again, and one whose workflow was lost, as its record has it; 409 notArchived when it ' +
            'lives, workflowLost when the record does not hold enough.',
          params: threadParams,
          headers: conditionalHeaders,
          body: reopenBody,
          response: {
            200: jsonReply('The thread.', threadSchema),
            ...changeReplies,
          },
        },
      },
      async ({ params, headers, body, principal }) => {
        const thread = await findThread(dependencies, principal, params.threadId);
        const requestId = requestIdOf(headers, body);
        await requireMatch(dependencies, thread, headers['if-match'], requestId);
        await reopenThread(dependencies, thread, requestId);
        return threadReply(dependencies, await findThread(dependencies, principal, thread.threadId));
      },
    );
  };
