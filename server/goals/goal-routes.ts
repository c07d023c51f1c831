/** The goal of a thread: set, read, edit, and its history. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { findingsOf } from '../../contracts/draft/draft-goal.ts';
import { contractOf, labelsOfGoal } from '../../contracts/schema/contract.ts';
import type { ServerDependencies } from '../dependencies.ts';
import { conditionalHeaders, setGoalHeaders } from '../http/if-match.ts';
import { listOf } from '../http/list-of.ts';
import { withRequestIds } from '../http/named-outage.ts';
import { unavailable } from '../http/problem.ts';
import { nextCursorField, pageFields, pageOf } from '../http/query/page-of.ts';
import { jsonReply, readProblems } from '../http/replies.ts';
import { requestIdOf } from '../http/request-id.ts';
import { findThread, threadParams } from '../lookup/find-thread.ts';
import { readGoalRecords } from '../lookup/goal-records.ts';
import { requireWebhookUrl } from '../lookup/webhook-address.ts';
import { budgetWarnings, spentWarnings, uncountedWarnings } from '../patterns/budget-warnings.ts';
import { contractWarnings, joinedWarnings } from '../patterns/contract-warnings.ts';
import { ceiledContract } from './ceiled-contract.ts';
import { editGoal } from './edit-goal.ts';
import { findLivingThread } from './find-living-thread.ts';
import { goalPatchSchema } from './goal-patch.ts';
import { pastGoal } from './goal-view.ts';
import { readGoal, requireGoal } from './read-goal.ts';
import { changeReplies } from './schema/change-replies.ts';
import { goalSchema, pastGoalSchema } from './schema/goal.ts';
import { setGoalBody } from './schema/set-goal-body.ts';
import { changedGoal, sendGoal } from './send-goal.ts';
import { setGoal } from './set-goal.ts';

const goalHistory = z.strictObject({
  goals: listOf(pastGoalSchema),
  nextCursor: nextCursorField,
  stale: z
    .literal(true)
    .describe('No worker says how the thread stands: more may have happened.')
    .exactOptional(),
});

export const goalRoutes =
  (dependencies: ServerDependencies): FastifyPluginAsyncZod =>
  async (app) => {
    const { journal } = dependencies;
    const path = '/threads/:threadId/goal';

    app.put(
      path,
      {
        schema: {
          operationId: 'setGoal',
          summary: 'Sets the goal of a thread.',
          tags: ['goals'],
          description: 'Over an unfinished goal only with `replace`; 409 goalUnfinished else.',
          params: threadParams,
          headers: setGoalHeaders,
          body: setGoalBody,
          response: {
            200: jsonReply('The same request had set it before.', goalSchema),
            201: jsonReply('The goal.', goalSchema),
            ...changeReplies,
          },
        },
      },
      async ({ params, headers, body, principal }, reply) => {
        const thread = await findLivingThread(dependencies, principal, params.threadId);
        const requestId = requestIdOf(headers);
        const sent = contractOf(body);
        if (body.callbackUrl !== undefined) requireWebhookUrl(dependencies, body.callbackUrl, 'callbackUrl');
        return withRequestIds({ requestId, threadId: thread.threadId }, async () => {
          const { goalId, created, warnings } = await setGoal(dependencies, thread, {
            contract: ceiledContract(dependencies, sent),
            labels: labelsOfGoal(body),
            replace: body.replace,
            isFirst: headers['if-none-match'] !== undefined,
            requestId,
            condition: headers['if-match'],
            callbackUrl: body.callbackUrl,
          });
          const goal = await readGoal(dependencies, thread);
          const isOther = goal?.stale === true && goal.goalId !== goalId;
          if (goal === undefined || isOther)
            throw unavailable(`the goal ${goalId} is set, but cannot be read now`);
          const told = joinedWarnings(await contractWarnings(dependencies, thread, body), warnings);
          const members = { ...told, findings: findingsOf(sent) };
          return sendGoal(reply.code(created ? 201 : 200), goal, members);
        });
      },
    );

    app.patch(
      path,
      {
        schema: {
          operationId: 'editGoal',
          summary: 'Edits the goal of a thread in place.',
          tags: ['goals'],
          description: 'Edits the goal in place: its id and what it has spent stay, its revision rises.',
          params: threadParams,
          headers: conditionalHeaders,
          body: goalPatchSchema,
          response: {
            200: jsonReply('The goal.', goalSchema),
            ...changeReplies,
          },
        },
      },
      async ({ params, headers, body, principal }, reply) => {
        const thread = await findLivingThread(dependencies, principal, params.threadId);
        const requestId = requestIdOf(headers);
        return withRequestIds({ requestId, threadId: thread.threadId }, async () => {
          const warnings = await editGoal(dependencies, thread, {
            patch: body,
            requestId,
            mayBeRepeated: headers['idempotency-key'] !== undefined,
            condition: headers['if-match'],
          });
          const goal = await changedGoal(dependencies, thread);
          return sendGoal(
            reply,
            goal,
            joinedWarnings(
              await contractWarnings(dependencies, thread, body, { whole: goal.contract ?? body }),
              [
                ...warnings,
                ...budgetWarnings(body.status, goal),
                ...uncountedWarnings(goal),
                ...spentWarnings(body.budget, goal),
              ],
            ),
          );
        });
      },
    );

    const read = {
      operationId: 'getGoal',
      summary: 'The goal of a thread: its status, what is next and why, its contract and figures.',
      tags: ['goals'],
      params: threadParams,
      response: { 200: jsonReply('The goal.', goalSchema), ...readProblems },
    };
    app.get(path, { schema: read }, async ({ params, principal }, reply) => {
      const thread = await findThread(dependencies, principal, params.threadId);
      return sendGoal(reply, await requireGoal(dependencies, thread));
    });

    const list = {
      operationId: 'listGoals',
      summary: 'Every goal that the thread has had, the newest first.',
      tags: ['goals'],
      params: threadParams,
      querystring: z.strictObject(pageFields),
      response: { 200: jsonReply('All of them, or a page.', goalHistory), ...readProblems },
    };
    app.get('/threads/:threadId/goals', { schema: list }, async ({ params, query, principal }) => {
      const thread = await findThread(dependencies, principal, params.threadId);
      const { records, isStale } = await readGoalRecords(dependencies, thread);
      const { shown, next } = pageOf(records, ({ snapshot }) => snapshot.goalId, query);
      const labels = await journal.readGoalLabels(shown.map(({ snapshot }) => snapshot.goalId));
      const goals = shown.map((record) => pastGoal(record, labels.get(record.snapshot.goalId)));
      return { goals, ...next, ...(isStale ? { stale: true as const } : {}) };
    });
  };
