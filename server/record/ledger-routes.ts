/**
 * The evidence ledger and the experiment log of a goal: of the current one, or of any that the thread has
 * had.
 */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Principal } from '../access/principal.ts';
import type { ServerDependencies } from '../dependencies.ts';
import { readGoal } from '../goals/read-goal.ts';
import { listOf } from '../http/list-of.ts';
import { notFound } from '../http/problem.ts';
import { nextCursorField, pageFields, pageOf } from '../http/query/page-of.ts';
import { jsonReply, readProblems } from '../http/replies.ts';
import { findThread, threadParams } from '../lookup/find-thread.ts';
import { claimReplies, iterationReply } from './ledger-reply.ts';
import { claimSchema, iterationSchema } from './ledger-schema.ts';

const ofGoal = z.strictObject({
  /** Default: the current goal. */
  goalId: z.string().min(1).max(100).optional(),
  ...pageFields,
});

const claimsSchema = z.strictObject({
  goalId: z.string(),
  claims: listOf(claimSchema),
  nextCursor: nextCursorField,
});
const iterationsSchema = z.strictObject({
  goalId: z.string(),
  iterations: listOf(iterationSchema),
  nextCursor: nextCursorField,
});

export const ledgerRoutes =
  (dependencies: ServerDependencies): FastifyPluginAsyncZod =>
  async (app) => {
    const { journal } = dependencies;
    const request = { tags: ['record'], params: threadParams, querystring: ofGoal };
    const claims = {
      ...request,
      operationId: 'listClaims',
      summary: 'The evidence ledger of a goal: every claim, with what it is worth now.',
      response: { 200: jsonReply('Claims in order.', claimsSchema), ...readProblems },
    };
    const iterations = {
      ...request,
      operationId: 'listIterations',
      summary: 'The experiment log of a goal.',
      response: { 200: jsonReply('Iterations in order.', iterationsSchema), ...readProblems },
    };

    app.get('/threads/:threadId/goal/claims', { schema: claims }, async ({ params, query, principal }) => {
      const goalId = await findGoalId(dependencies, principal, params.threadId, query.goalId);
      // What a claim is worth may depend on any other one: all of them are looked at.
      const all = claimReplies(await journal.listClaims(goalId));
      const { shown, next } = pageOf(all, ({ claimId }) => claimId, query);
      return { goalId, claims: shown, ...next };
    });

    app.get(
      '/threads/:threadId/goal/iterations',
      { schema: iterations },
      async ({ params, query, principal }) => {
        const goalId = await findGoalId(dependencies, principal, params.threadId, query.goalId);
        const all = await journal.listIterations(goalId);
        const { shown, next } = pageOf(all, ({ iterationId }) => iterationId, query);
        return { goalId, iterations: shown.map(iterationReply), ...next };
      },
    );
  };

/** A goal of another thread is as unknown as one that does not exist. */
async function findGoalId(
  dependencies: ServerDependencies,
  principal: Principal,
  threadId: string,
  wanted: string | undefined,
): Promise<string> {
  const thread = await findThread(dependencies, principal, threadId);
  const current = (await readGoal(dependencies, thread))?.goalId;
  if (wanted === undefined || wanted === current) {
    if (current === undefined) throw notFound('goal on this thread');
    return current;
  }
  const goals = await dependencies.journal.listGoals(thread.threadId);
  if (!goals.some(({ snapshot }) => snapshot.goalId === wanted)) throw notFound('goal on this thread');
  return wanted;
}
