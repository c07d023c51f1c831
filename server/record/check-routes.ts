/** What the checks of the goal have shown: every run, and each metric's way to its finish line. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { checkReports } from '../../report/build/check-report.ts';
import { readReportSource } from '../../report/source/read-report-source.ts';
import type { ServerDependencies } from '../dependencies.ts';
import { readGoal } from '../goals/read-goal.ts';
import { notFound } from '../http/problem.ts';
import { jsonReply, readProblems } from '../http/replies.ts';
import { findThread, threadParams } from '../lookup/find-thread.ts';
import { checkRunReply } from './check-run-reply.ts';
import { checkRunsSchema } from './check-run-schema.ts';
import { position } from './item-page.ts';

/** Names are the contract's: any text. */
const checksQuery = z.strictObject({
  name: z.string().min(1).max(1000).exactOptional(),
  cursor: position.default(0).describe('How many runs are gone past; a `nextCursor` of this list.'),
  limit: z.coerce.number().int().min(1).max(1000).exactOptional().describe('Left out: all that there are.'),
});

export const checkRoutes =
  (dependencies: ServerDependencies): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/threads/:threadId/goal/checks',
      {
        schema: {
          operationId: 'listCheckRuns',
          summary: 'What the checks of the goal have shown.',
          tags: ['record'],
          description:
            'Every run of every check, and for each check with a metric its values; with `name`, of that check.',
          params: threadParams,
          querystring: checksQuery,
          response: { 200: jsonReply('Runs, oldest first, and metrics.', checkRunsSchema), ...readProblems },
        },
      },
      async ({ params, query: { name, cursor, limit }, principal }) => {
        const { journal } = dependencies;
        const thread = await findThread(dependencies, principal, params.threadId);
        const goal = await readGoal(dependencies, thread);
        if (goal === undefined) throw notFound('goal on this thread');
        const [runs, source] = await Promise.all([
          journal.listCheckRuns(goal.goalId),
          readReportSource(journal, thread, goal.goalId),
        ]);
        const isWanted = (check: { readonly name: string }): boolean =>
          name === undefined || check.name === name;
        const checks = source === undefined ? [] : checkReports(source);
        if (![...runs, ...checks].some(isWanted) && name !== undefined) throw notFound('check in this goal');
        const wanted = runs.filter(isWanted);
        const end = limit === undefined ? wanted.length : cursor + limit;
        const shown = wanted.slice(cursor, end);
        return {
          runs: shown.map(checkRunReply),
          nextCursor: cursor + shown.length,
          isLast: end >= wanted.length,
          metrics: checks
            .filter(isWanted)
            .flatMap(({ name: check, metric }) => (metric === null ? [] : [{ check, ...metric }])),
        };
      },
    );
  };
