/** Threads: create and read. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { findingsOf } from '../../contracts/draft/draft-goal.ts';
import { omit } from '../../objects/omit.ts';
import type { ServerDependencies } from '../dependencies.ts';
import { refusal } from '../goals/refusal.ts';
import { refusedProblem } from '../goals/schema/refusal.ts';
import { acceptedReply } from '../http/accepted-reply.ts';
import { withRequestIds } from '../http/named-outage.ts';
import { bodyProblems, jsonReply, readProblems } from '../http/replies.ts';
import { idempotencyHeaders, requestIdOf } from '../http/request-id.ts';
import { findThread, threadParams } from '../lookup/find-thread.ts';
import { contractWarnings, joinedWarnings } from '../patterns/contract-warnings.ts';
import { setFirstGoal } from './first-goal.ts';
import { withFirstMessages } from './first-messages.ts';
import { makeThread } from './make-thread.ts';
import { newThreadSchema } from './new-thread.ts';
import { threadReply } from './thread-reply.ts';
import { threadSchema } from './thread-schema.ts';

export const threadRoutes =
  (dependencies: ServerDependencies): FastifyPluginAsyncZod =>
  async (app) => {
    const { threads } = dependencies;

    app.post(
      '/threads',
      {
        schema: {
          operationId: 'createThread',
          summary: 'Creates a thread, with a goal if one comes along.',
          tags: ['threads'],
          headers: idempotencyHeaders,
          body: newThreadSchema,
          response: {
            201: jsonReply('The thread; a repeated request gets the same one.', threadSchema),
            ...acceptedReply,
            ...readProblems,
            ...bodyProblems,
            ...refusedProblem,
          },
        },
      },
      async (request, reply) => {
        const { body, headers, principal } = request;
        const requestId = requestIdOf(headers);
        const made = await makeThread(dependencies, principal, body, { requestId });
        const { thread, wanted } = made;
        reply.code(201).header('location', `/v1/threads/${thread.threadId}`);
        return withRequestIds({ requestId, threadId: thread.threadId }, async () => {
          // A repeated request finds what has become of its thread, and must not begin it anew.
          if (thread.archivedAt !== undefined) return threadReply(dependencies, thread);
          if ((await threads.start(thread)) === 'ended')
            throw await refusal(dependencies, thread, 'archived');
          const warnings = await withFirstMessages(dependencies, thread, body.messages, async () =>
            wanted === undefined
              ? []
              : (await setFirstGoal(dependencies, made, { ...omit(wanted, 'sent'), requestId })).warnings,
          );
          if (wanted === undefined) return threadReply(dependencies, thread);
          const { sent } = wanted;
          const ofGoal = warnings.map((each) => ({ ...each, field: `goal.${each.field}` }));
          return {
            ...(await threadReply(dependencies, thread)),
            ...joinedWarnings(
              await contractWarnings(dependencies, thread, sent, { prefix: 'goal.' }),
              ofGoal,
            ),
            findings: findingsOf(sent).map((each) => ({
              ...each,
              field: `goal.${each.field}`,
            })),
          };
        });
      },
    );

    const read = {
      operationId: 'getThread',
      summary: 'A thread as it is now, with its goal.',
      tags: ['threads'],
      params: threadParams,
      response: { 200: jsonReply('The thread.', threadSchema), ...readProblems },
    };
    app.get('/threads/:threadId', { schema: read }, async ({ params, principal }) =>
      threadReply(dependencies, await findThread(dependencies, principal, params.threadId)),
    );
  };
