/** The goal of a thread: set, read, edit, and its history. */
import type { FastifyReply } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { contractOf, setGoalSchema } from '../../contracts/schema/contract.ts';
import type { ServerDependencies } from '../dependencies.ts';
import { conditionalHeaders, entityTag } from '../http/if-match.ts';
import { notFound, unavailable } from '../http/problem.ts';
import { idempotencyHeaders, requestIdOf } from '../http/request-id.ts';
import { findThread, threadParams } from '../lookup/find-thread.ts';
import { contractWarnings } from '../patterns/contract-warnings.ts';
import { editGoal } from './edit-goal.ts';
import { findLivingThread } from './find-living-thread.ts';
import { goalPatchSchema } from './goal-patch.ts';
import { pastGoal } from './goal-view.ts';
import { type GoalReply, readGoal } from './read-goal.ts';
import { setGoal } from './set-goal.ts';

export const goalRoutes =
  (dependencies: ServerDependencies): FastifyPluginAsyncZod =>
  async (app) => {
    const path = '/threads/:threadId/goal';

    app.put(
      path,
      { schema: { params: threadParams, headers: idempotencyHeaders, body: setGoalSchema } },
      async ({ params, headers, body }, reply) => {
        const thread = await findLivingThread(dependencies, params.threadId);
        const { goalId, created } = await setGoal(dependencies, thread, {
          contract: contractOf(body),
          replace: body.replace,
          requestId: requestIdOf(headers),
        });
        const goal = await readGoal(dependencies, thread);
        if (goal === undefined) throw unavailable(`the goal ${goalId} is set, but cannot be read now`);
        const warnings = await contractWarnings(dependencies, thread, body);
        return sendGoal(reply.code(created ? 201 : 200), goal, warnings);
      },
    );

    app.patch(
      path,
      {
        schema: {
          description: 'Edits the goal in place: its id and what it has spent stay, its revision rises.',
          params: threadParams,
          headers: conditionalHeaders,
          body: goalPatchSchema,
        },
      },
      async ({ params, headers, body }, reply) => {
        const thread = await findLivingThread(dependencies, params.threadId);
        await editGoal(dependencies, thread, {
          patch: body,
          requestId: requestIdOf(headers),
          mayBeRepeated: headers['idempotency-key'] !== undefined,
          condition: headers['if-match'],
        });
        const goal = await readGoal(dependencies, thread);
        if (goal === undefined) throw notFound('goal on this thread any more');
        return sendGoal(reply, goal, await contractWarnings(dependencies, thread, body));
      },
    );

    app.get(path, { schema: { params: threadParams } }, async ({ params }, reply) => {
      const thread = await findThread(dependencies, params.threadId);
      const goal = await readGoal(dependencies, thread);
      if (goal === undefined) throw notFound('goal on this thread');
      return sendGoal(reply, goal);
    });

    app.get('/threads/:threadId/goals', { schema: { params: threadParams } }, async ({ params }) => {
      const thread = await findThread(dependencies, params.threadId);
      const goals = await dependencies.journal.listGoals(thread.threadId);
      return { goals: goals.map(pastGoal) };
    });
  };

/** The goal and its revision are in the entity tag too, so that a later change can be made conditional. */
const sendGoal = (reply: FastifyReply, goal: GoalReply, members: object = {}): FastifyReply =>
  reply.header('etag', entityTag(goal)).send({ ...goal, ...members });
