/** The command grammar, for chat front ends that pass on what people type. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { ServerDependencies } from '../dependencies.ts';
import { findLivingThread } from '../goals/find-living-thread.ts';
import { requireMatch } from '../goals/refusal.ts';
import { changeReplies } from '../goals/schema/change-replies.ts';
import { acceptedBody } from '../http/accepted.ts';
import { conditionalHeaders } from '../http/if-match.ts';
import { ProblemError } from '../http/problem.ts';
import { jsonReply } from '../http/replies.ts';
import { requestIdOf } from '../http/request-id.ts';
import { findThread, threadParams } from '../lookup/find-thread.ts';
import { commandReplySchema } from './command-reply.ts';
import { commandRequestSchema } from './command-request.ts';
import { parseGoalCommand } from './parse-goal-command.ts';
import { runGoalCommand } from './run-goal-command.ts';

const TITLES = {
  notACommand: 'This is not a command',
  unclearCommand: 'The command is not clear',
  unknownCommand: 'There is no such command',
  incompleteCommand: 'The command is not complete',
} as const;

export const commandRoutes =
  (dependencies: ServerDependencies): FastifyPluginAsyncZod =>
  async (app) => {
    app.post(
      '/threads/:threadId/commands',
      {
        schema: {
          operationId: 'runCommand',
          summary: 'Does what a person typed, e.g. /goal pause.',
          tags: ['lifecycle'],
          description:
            'Does what was typed: /goal, /goal <objective>, /goal pause | resume | clear, /goal edit <objective>, /goal ' +
            'accept, /goal refuse [reason]. Refusals as of the route for the same; the reply has a text for people.',
          params: threadParams,
          headers: conditionalHeaders,
          body: commandRequestSchema,
          response: {
            200: jsonReply('It is done.', commandReplySchema),
            ...changeReplies,
          },
        },
      },
      async ({ params, headers, body, principal }, reply) => {
        const found = await findThread(dependencies, principal, params.threadId);
        const parsed = parseGoalCommand(body.text);
        if (!parsed.ok) {
          const { code, detail } = parsed;
          throw new ProblemError({ status: 400, code, title: TITLES[code], detail });
        }
        const { command } = parsed.command;
        const isReading = command === 'summary';
        const thread = isReading ? found : await findLivingThread(dependencies, principal, found.threadId);
        const requestId = requestIdOf(headers, body);
        if (!isReading) await requireMatch(dependencies, thread, headers['if-match'], requestId);
        const done = await runGoalCommand(dependencies, thread, parsed.command, { ...body, requestId });
        if (done !== 'accepted') return done;
        const accepted = acceptedBody(thread.threadId, { type: command, requestId });
        return reply.code(202).header('location', accepted.statusUrl).send(accepted);
      },
    );
  };
