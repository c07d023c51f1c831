/** Messages of the user to a thread. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { answered } from '../answered.ts';
import type { ServerDependencies } from '../dependencies.ts';
import { findThread, threadParams } from '../find-thread.ts';
import { ProblemError } from '../problem.ts';
import { idempotencyHeaders, requestIdOf } from '../request-id.ts';

const MAX_CONTENT_CHARACTERS = 100_000;

const messageBody = z.strictObject({ content: z.string().min(1).max(MAX_CONTENT_CHARACTERS) });

export const messageRoutes =
  ({ journal, threads, ...rest }: ServerDependencies): FastifyPluginAsyncZod =>
  async (app) => {
    const schema = { params: threadParams, headers: idempotencyHeaders, body: messageBody };
    app.post('/threads/:threadId/messages', { schema }, async ({ params, headers, body }, reply) => {
      const thread = await findThread({ journal, threads, ...rest }, params.threadId);
      const requestId = requestIdOf(headers);
      // Named by the request, so that a repeated one cannot leave a second message behind.
      const inputId = headers['idempotency-key'] === undefined ? `msg_${uuidv7()}` : `msg_${requestId}`;
      await journal.saveInput({ inputId, threadId: thread.threadId, content: body.content });
      const sent = answered(await threads.postMessage(thread, { requestId, inputId }));
      if (sent.state === 'refused')
        throw new ProblemError({
          status: 409,
          code: sent.reason,
          title: 'The message was refused',
          detail: 'Too many messages are waiting on this thread.',
        });
      return reply.code(201).send({ inputId, threadId: thread.threadId });
    });
  };
