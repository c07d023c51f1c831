/** Messages of the user to a thread, and answers to its open question. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { ServerDependencies } from '../dependencies.ts';
import { findLivingThread } from '../goals/find-living-thread.ts';
import { requireMatch } from '../goals/refusal.ts';
import { changeReplies } from '../goals/schema/change-replies.ts';
import { conditionalHeaders } from '../http/if-match.ts';
import { withRequestIds } from '../http/named-outage.ts';
import { invalid, notFound } from '../http/problem.ts';
import { jsonReply, readProblems } from '../http/replies.ts';
import { messageIdOf, requestIdOf } from '../http/request-id.ts';
import { findThread, threadParams } from '../lookup/find-thread.ts';
import { refuseGoalOverQuota } from '../quotas/refuse-over-quota.ts';
import { answerClaim, rulingAnswer, wantsRuling } from './answer-claim.ts';
import { commandWarnings } from './command-warning.ts';
import { messageReply } from './message-reply.ts';
import { content, inputParams } from './message-request.ts';
import { answerSchema, messagePageSchema, messageSchema, postedMessageSchema } from './message-schema.ts';
import { postInput } from './post-input.ts';

const messageBody = z.strictObject({
  content,
  delivery: z
    .enum(['queue', 'steer', 'interrupt'])
    .default('queue')
    .describe(
      'queue: a turn of its own after the running one; steer: read by the running turn at its next model call; interrupt: ' +
        'the running turn is stopped for it.',
    ),
  resumeGoal: z.boolean().default(false).describe('Also resumes a stopped goal, if it may be.'),
});

const page = z.strictObject({
  /** Messages after this one; 0 is the start. */
  cursor: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

export const messageRoutes =
  (dependencies: ServerDependencies): FastifyPluginAsyncZod =>
  async (app) => {
    const { journal } = dependencies;
    const path = '/threads/:threadId/messages';

    app.post(
      path,
      {
        schema: {
          operationId: 'postMessage',
          summary: 'Posts a message of the user; it goes before any automatic turn.',
          tags: ['messages'],
          params: threadParams,
          headers: conditionalHeaders,
          body: messageBody,
          response: {
            201: jsonReply('The message.', postedMessageSchema),
            ...changeReplies,
          },
        },
      },
      async ({ params, headers, body, principal }, reply) => {
        const thread = await findLivingThread(dependencies, principal, params.threadId);
        const requestId = requestIdOf(headers);
        await requireMatch(dependencies, thread, headers['if-match'], requestId);
        const id = messageIdOf(requestId);
        const { delivery, resumeGoal } = body;
        if (resumeGoal) await refuseGoalOverQuota(dependencies, thread);
        const saved = await withRequestIds({ requestId, threadId: thread.threadId }, () =>
          postInput(
            dependencies,
            thread,
            { inputId: id, content: body.content, delivery },
            { type: 'postMessage', requestId, inputId: id, delivery, resumeGoal },
          ),
        );
        const told = commandWarnings(thread.threadId, body.content);
        return reply.code(201).send({ ...messageReply(thread.threadId, saved), ...told });
      },
    );

    app.post(
      '/threads/:threadId/inputs/:inputId',
      {
        schema: {
          operationId: 'answerQuestion',
          summary: 'Answers the open question of a thread.',
          tags: ['messages'],
          description:
            'Answers the question that `request` of the thread shows. One about a claim takes "accept" or "refuse", one ' +
            'about a check that is contested "stands" or "edit" (the goal pauses until it is edited); "refuse" and "stands" with ' +
            'a reason for the model, if there is one.',
          params: inputParams,
          headers: conditionalHeaders,
          body: z.strictObject({ answer: content, reason: content.exactOptional() }),
          response: {
            200: jsonReply('What became of the answer.', answerSchema),
            ...changeReplies,
          },
        },
      },
      async ({ params, headers, body, principal }) => {
        const thread = await findLivingThread(dependencies, principal, params.threadId);
        const requestId = requestIdOf(headers);
        await requireMatch(dependencies, thread, headers['if-match'], requestId);
        const messageId = messageIdOf(requestId);
        const answers = params.inputId;
        if (wantsRuling(answers)) {
          const given = rulingAnswer(answers, body.answer, body.reason);
          const place = { inputId: answers, messageId, requestId };
          const { outcome, goal } = await answerClaim(dependencies, thread, { ...given, ...place });
          return { answers, answer: given.answer, ...outcome, goal };
        }
        if (body.reason !== undefined)
          throw invalid([
            { field: 'reason', message: 'goes along with the answer about a claim or a check only' },
          ]);
        const saved = await postInput(
          dependencies,
          thread,
          { inputId: messageId, content: body.answer, answers },
          { type: 'answerInput', requestId, inputId: answers, messageId },
        );
        return messageReply(thread.threadId, saved);
      },
    );

    const list = {
      operationId: 'listMessages',
      summary: 'Messages of a thread, in the order of their arrival.',
      tags: ['messages'],
      params: threadParams,
      querystring: page,
      response: { 200: jsonReply('A page of them.', messagePageSchema), ...readProblems },
    };
    app.get(path, { schema: list }, async ({ params, query, principal }) => {
      const { threadId } = await findThread(dependencies, principal, params.threadId);
      const { cursor, limit } = query;
      const inputs = await journal.listInputs(threadId, cursor, limit);
      return {
        messages: inputs.map((input) => ({ ...messageReply(threadId, input), content: input.content })),
        // The position to go on from also when this page is the last: more may come later.
        nextCursor: inputs.at(-1)?.position ?? cursor,
        isLast: inputs.length < limit,
      };
    });

    const read = {
      operationId: 'getMessage',
      summary: 'One message, and whether it was delivered.',
      tags: ['messages'],
      params: inputParams,
      response: { 200: jsonReply('The message.', messageSchema), ...readProblems },
    };
    app.get(`${path}/:inputId`, { schema: read }, async ({ params, principal }) => {
      const { threadId } = await findThread(dependencies, principal, params.threadId);
      const input = await journal.readInput(threadId, params.inputId);
      if (input === undefined) throw notFound('message on this thread');
      return { ...messageReply(threadId, input), content: input.content };
    });
  };
