/** The goal of a thread: set, read, and the lifecycle (pause, resume, clear). */
import type { FastifyReply } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import type { ServerDependencies } from '../dependencies.ts';
import { findThread, threadParams } from '../find-thread.ts';
import { notFound, unavailable } from '../problem.ts';
import { readGoal } from '../read-goal.ts';
import { idempotencyHeaders, requestIdOf } from '../request-id.ts';
import { contractOf, setGoalSchema } from '../schemas/contract.ts';
import { sendCommand } from '../send-command.ts';
import { setGoal } from '../set-goal.ts';

const commandBody = z
  .strictObject({ reason: z.string().min(1).max(500).exactOptional() })
  .nullish()
  .transform((body) => body ?? {});

export const goalRoutes =
  (dependencies: ServerDependencies): FastifyPluginAsyncZod =>
  async (app) => {
    const path = '/threads/:threadId/goal';

    app.put(
      path,
      { schema: { params: threadParams, headers: idempotencyHeaders, body: setGoalSchema } },
      async ({ params, headers, body }, reply) => {
        const thread = await findThread(dependencies, params.threadId);
        const { goalId, created } = await setGoal(dependencies, thread, {
          contract: contractOf(body),
          replace: body.replace,
          requestId: requestIdOf(headers),
        });
        const goal = await readGoal(dependencies, thread.threadId);
        if (goal === undefined) throw unavailable(`the goal ${goalId} is set, but cannot be read now`);
        return withEntityTag(reply, goal)
          .code(created ? 201 : 200)
          .send(goal);
      },
    );

    app.get(path, { schema: { params: threadParams } }, async ({ params }, reply) => {
      const thread = await findThread(dependencies, params.threadId);
      const goal = await readGoal(dependencies, thread.threadId);
      if (goal === undefined) throw notFound('goal on this thread');
      return withEntityTag(reply, goal).send(goal);
    });

    app.get('/threads/:threadId/goals', { schema: { params: threadParams } }, async ({ params }) => {
      const thread = await findThread(dependencies, params.threadId);
      const goals = await dependencies.journal.listGoals(thread.threadId);
      return { goals: goals.map(({ snapshot, contract }) => ({ ...snapshot, contract })) };
    });

    app.get(`${path}/checks`, { schema: { params: threadParams } }, async ({ params }) => {
      const thread = await findThread(dependencies, params.threadId);
      const goal = await readGoal(dependencies, thread.threadId);
      if (goal === undefined) throw notFound('goal on this thread');
      return { runs: await dependencies.journal.listCheckRuns(goal.goalId) };
    });

    const commands = [
      ['pause', `${path}/pause`],
      ['resume', `${path}/resume`],
      ['clear', `${path}/clear`],
      ['interrupt', '/threads/:threadId/interrupt'],
    ] as const;
    for (const [type, url] of commands) {
      const schema = { params: threadParams, headers: idempotencyHeaders, body: commandBody };
      app.post(url, { schema }, async ({ params, headers, body }, reply) => {
        const thread = await findThread(dependencies, params.threadId);
        const reason = body.reason === undefined ? {} : { reason: body.reason };
        return sendCommand(dependencies, thread, { type, requestId: requestIdOf(headers), ...reason }, reply);
      });
    }

    app.delete(path, { schema: { params: threadParams } }, async ({ params }, reply) => {
      const thread = await findThread(dependencies, params.threadId);
      return sendCommand(dependencies, thread, { type: 'clear', requestId: uuidv7() }, reply);
    });
  };

/** The goal and its revision, so that a later change can be made conditional. */
const withEntityTag = (reply: FastifyReply, goal: { goalId: string; revision: number }): FastifyReply =>
  reply.header('etag', `"${goal.goalId}.${goal.revision}"`);
