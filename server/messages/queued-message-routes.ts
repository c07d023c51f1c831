/** What may still be done to a message that no turn has read: put it in other words, or take it back. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Input } from '../../journal/rows/input.ts';
import type { ThreadRow } from '../../journal/rows/thread-row.ts';
import type { ServerDependencies } from '../dependencies.ts';
import { findLivingThread } from '../goals/find-living-thread.ts';
import { refusal, requireMatch } from '../goals/refusal.ts';
import { refusedProblem } from '../goals/schema/refusal.ts';
import { acceptedReply } from '../http/accepted-reply.ts';
import { conditionalHeaders } from '../http/if-match.ts';
import { notFound } from '../http/problem.ts';
import { bodyProblems, jsonReply, readProblems } from '../http/replies.ts';
import { requestIdOf } from '../http/request-id.ts';
import { answered } from '../temporal/answered.ts';
import { messageReply } from './message-reply.ts';
import { content, inputParams } from './message-request.ts';
import { messageSchema } from './message-schema.ts';
import { takenWhy } from './taken-why.ts';

export const queuedMessageRoutes =
  (dependencies: ServerDependencies): FastifyPluginAsyncZod =>
  async (app) => {
    const { journal, threads } = dependencies;
    const path = '/threads/:threadId/messages/:inputId';

    const find = async (threadId: string, inputId: string): Promise<Input> => {
      const input = await journal.readInput(threadId, inputId);
      if (input === undefined) throw notFound('message on this thread');
      return input;
    };
    const taken = async (thread: ThreadRow, inputId: string, reason = 'messageTaken') => {
      const why = takenWhy(await find(thread.threadId, inputId));
      const detail = reason === 'messageTaken' ? { detail: why } : {};
      return refusal(dependencies, thread, reason, { inputId, ...detail });
    };
    const shown = ({ threadId }: ThreadRow, input: Input) => ({
      ...messageReply(threadId, input),
      content: input.content,
    });

    app.patch(
      path,
      {
        schema: {
          operationId: 'editMessage',
          summary: 'Replaces the text of a message that is queued.',
          tags: ['messages'],
          description:
            'The turn that reads the message reads the new text. 409 `messageTaken` once a model call has taken it along; the ' +
            'same text again is answered with the message as it is.',
          params: inputParams,
          headers: conditionalHeaders,
          body: z.strictObject({ content }),
          response: {
            200: jsonReply('The message.', messageSchema),
            ...readProblems,
            ...bodyProblems,
            ...refusedProblem,
          },
        },
      },
      async ({ params: { threadId, inputId }, headers, body, principal }) => {
        const thread = await findLivingThread(dependencies, principal, threadId);
        await requireMatch(dependencies, thread, headers['if-match'], requestIdOf(headers));
        const before = await find(thread.threadId, inputId);
        if (before.content === body.content) return shown(thread, before);
        const edited = await journal.editInput(thread.threadId, inputId, body.content);
        if (edited === undefined) throw await taken(thread, inputId);
        return shown(thread, edited);
      },
    );

    app.delete(
      path,
      {
        schema: {
          operationId: 'withdrawMessage',
          summary: 'Takes back a message that is queued.',
          tags: ['messages'],
          description:
            'No turn reads it then. 409 `messageTaken` once a turn has it, and for an answer to a question, which counts at ' +
            'once. What else came with the message (`interrupt`, `resumeGoal`) has happened, and stays.',
          params: inputParams,
          headers: conditionalHeaders,
          response: {
            200: jsonReply('The message.', messageSchema),
            ...acceptedReply,
            ...readProblems,
            ...refusedProblem,
          },
        },
      },
      async ({ params: { threadId, inputId }, headers, principal }) => {
        const thread = await findLivingThread(dependencies, principal, threadId);
        const requestId = requestIdOf(headers);
        await requireMatch(dependencies, thread, headers['if-match'], requestId);
        const before = await find(thread.threadId, inputId);
        if (before.isWithdrawn) return shown(thread, before);
        if (before.answers !== undefined || before.isRefused) throw await taken(thread, inputId);
        const sent = await answered(threads, thread, { type: 'withdrawMessage', requestId, inputId });
        if (sent.state === 'refused') throw await taken(thread, inputId, sent.reason);
        await journal.withdrawInput(thread.threadId, inputId);
        return shown(thread, await find(thread.threadId, inputId));
      },
    );
  };
