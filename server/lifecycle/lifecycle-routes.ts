/** The lifecycle: pause, resume, clear, interrupt and wake, and what became of such a request. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { text } from '../../contracts/schema/text.ts';
import type { LifecycleCommand } from '../../workflows/command/command.ts';
import { findOutcome } from '../../workflows/thread/state/outcome.ts';
import type { ServerDependencies } from '../dependencies.ts';
import { findLivingThread } from '../goals/find-living-thread.ts';
import { refusedProblem } from '../goals/schema/refusal.ts';
import { acceptedReply } from '../http/accepted-reply.ts';
import { conditionalHeaders } from '../http/if-match.ts';
import { notFound, unavailable } from '../http/problem.ts';
import { bodyProblems, jsonReply, readProblems } from '../http/replies.ts';
import { requestIdField, requestIdOf } from '../http/request-id.ts';
import { findThread, threadParams } from '../lookup/find-thread.ts';
import { commandOutcomeSchema, requestOutcomeSchema } from './outcome-schema.ts';
import { replyToCommand, sendCommand } from './send-command.ts';

const commandBody = z
  .strictObject({
    reason: z.string().min(1).max(500).exactOptional(),
    requestId: requestIdField.exactOptional(),
  })
  .nullish()
  .transform((body) => body ?? {});

const wakeBody = z
  .strictObject({ event: text.min(1).max(100).exactOptional(), requestId: requestIdField.exactOptional() })
  .nullish()
  .transform((body) => body ?? {});

const requestParams = threadParams.extend({ requestId: requestIdField });

const COMMANDS = [
  ['pause', 'pauseGoal', '/threads/:threadId/goal/pause', 'Lets the running turn end and starts no other.'],
  ['resume', 'resumeGoal', '/threads/:threadId/goal/resume', 'Sets a stopped goal going again.'],
  [
    'clear',
    'clearGoal',
    '/threads/:threadId/goal/clear',
    'Takes the goal off the thread; its history keeps it.',
  ],
  [
    'interrupt',
    'interruptThread',
    '/threads/:threadId/interrupt',
    'Stops the running turn at once and pauses the goal.',
  ],
] as const;

/** All of them have these replies. */
const REPLIES =
  '200 with the outcome, 409 when refused, 202 when no worker has handled it yet: then `location` is where to ask.';

const commandReplies = {
  200: jsonReply('What became of it.', commandOutcomeSchema),
  ...acceptedReply,
  ...readProblems,
  ...refusedProblem,
};

export const lifecycleRoutes =
  (dependencies: ServerDependencies): FastifyPluginAsyncZod =>
  async (app) => {
    for (const [type, operationId, url, summary] of COMMANDS) {
      const schema = {
        operationId,
        summary,
        tags: ['lifecycle'],
        description: REPLIES,
        params: threadParams,
        headers: conditionalHeaders,
        body: commandBody,
        response: { ...commandReplies, ...bodyProblems },
      };
      app.post(url, { schema }, async ({ params, headers, body, principal }, reply) => {
        const thread = await findLivingThread(dependencies, principal, params.threadId);
        const reason = body.reason === undefined ? {} : { reason: body.reason };
        const command: LifecycleCommand = { type, requestId: requestIdOf(headers, body), ...reason };
        const result = await sendCommand(dependencies, thread, command, headers['if-match']);
        return replyToCommand(reply, thread, command, result);
      });
    }

    app.delete(
      '/threads/:threadId/goal',
      {
        schema: {
          operationId: 'deleteGoal',
          summary: 'Takes the goal off the thread, as POST clear.',
          tags: ['lifecycle'],
          description: REPLIES,
          params: threadParams,
          headers: conditionalHeaders,
          response: commandReplies,
        },
      },
      async ({ params, headers, principal }, reply) => {
        const thread = await findLivingThread(dependencies, principal, params.threadId);
        const command: LifecycleCommand = { type: 'clear', requestId: requestIdOf(headers) };
        const result = await sendCommand(dependencies, thread, command, headers['if-match']);
        return replyToCommand(reply, thread, command, result);
      },
    );

    app.post(
      '/threads/:threadId/wake',
      {
        schema: {
          operationId: 'wakeThread',
          summary: 'Ends the wait of a thread.',
          tags: ['lifecycle'],
          description: `Ends the wait that is on, if it is for this event or none is named; an event that comes before its wait is kept. ${REPLIES}`,
          params: threadParams,
          headers: conditionalHeaders,
          body: wakeBody,
          response: { ...commandReplies, ...bodyProblems },
        },
      },
      async ({ params, headers, body, principal }, reply) => {
        const thread = await findLivingThread(dependencies, principal, params.threadId);
        const event = body.event === undefined ? {} : { event: body.event };
        const command: LifecycleCommand = { type: 'wake', requestId: requestIdOf(headers, body), ...event };
        const result = await sendCommand(dependencies, thread, command, headers['if-match']);
        return replyToCommand(reply, thread, command, result);
      },
    );

    app.get(
      '/threads/:threadId/requests/:requestId',
      {
        schema: {
          operationId: 'getRequest',
          summary: 'What became of a request.',
          tags: ['lifecycle'],
          description:
            'What became of a request: 200 with its outcome (`applied`, or the `reason` of its refusal), 404 while it is not ' +
            'handled, when it never came, or when 200 later ones have been handled, 503 when no worker answers.',
          params: requestParams,
          response: { 200: jsonReply('Its outcome.', requestOutcomeSchema), ...readProblems },
        },
      },
      async ({ params: { threadId, requestId }, principal }) => {
        const thread = await findThread(dependencies, principal, threadId);
        const state = await dependencies.journal.readArchived(thread.threadId);
        const outcome =
          state === undefined
            ? await dependencies.threads.outcome(thread.threadId, requestId)
            : (findOutcome(state.outcomes, requestId) ?? 'unknown');
        if (outcome === 'noAnswer') throw unavailable('no worker answered');
        if (outcome === 'unknown') throw notFound('request that was handled');
        return { requestId, ...outcome };
      },
    );
  };
