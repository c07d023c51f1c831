/** Runs of a schedule: begun by hand, held back, and their history. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { RUN_STATUSES } from '../../journal/rows/schedules/schedule-run.ts';
import type { ServerDependencies } from '../dependencies.ts';
import { bareBody } from '../http/bodies/closed-body.ts';
import { notFound } from '../http/problem.ts';
import { jsonReply, readProblems } from '../http/replies.ts';
import { requestIdOf } from '../http/request-id.ts';
import { ID_CHARACTERS } from '../lookup/find-thread.ts';
import { idPageFields, nextCursorOf } from '../lookup/id-page.ts';
import { begunRun } from './begun-run.ts';
import { changeSchedule } from './change-schedule.ts';
import {
  findSchedule,
  requireSchedule,
  runParams,
  scheduleHeaders,
  scheduleParams,
  scheduleTag,
} from './find-schedule.ts';
import { changeProblems } from './schedule-replies.ts';
import { runReply, timedReply } from './schedule-reply.ts';
import { runListSchema, runSchema, scheduleSchema } from './schedule-schema.ts';

const status = z.enum(RUN_STATUSES);

const page = z.strictObject({
  ...idPageFields('run'),
  status: z
    .union([status.transform((each) => [each]), z.array(status).min(1)])
    .describe('Several: one of them.')
    .exactOptional(),
});

const PAUSES = [
  ['pause', 'pauseSchedule', 'Holds a schedule back: it does not fire until it is resumed.'],
  ['resume', 'resumeSchedule', 'Lets a schedule fire again; what was due meanwhile is not made up for.'],
] as const;

export const scheduleRunRoutes =
  (dependencies: ServerDependencies): FastifyPluginAsyncZod =>
  async (app) => {
    const { journal } = dependencies;
    const one = '/schedules/:scheduleId';

    app.post(
      `${one}/run`,
      {
        schema: {
          operationId: 'runSchedule',
          summary: 'Runs a schedule now, also while it is paused.',
          tags: ['schedules'],
          description:
            'The overlap of the schedule holds for this run as for any other: its `status` says whether it works, was skipped, or was refused and why. One that is still `due` begins in a moment.',
          params: scheduleParams,
          headers: scheduleHeaders,
          body: bareBody,
          response: { 201: jsonReply('The run.', runSchema), ...changeProblems },
        },
      },
      async ({ params, headers, body, principal }, reply) => {
        const schedule = await findSchedule(dependencies, principal, params.scheduleId);
        requireSchedule(headers['if-match'], schedule);
        const { scheduleId } = schedule;
        const now = new Date();
        const noted = await journal.noteDueRun(
          {
            ...{ runId: `run_${uuidv7()}`, scheduleId, origin: `request/${requestIdOf(headers, body)}` },
            ...{ startedBy: 'request', dueAt: now },
          },
          now,
        );
        if (noted === undefined) throw notFound('schedule');
        reply.code(201).header('location', `/v1/schedules/${scheduleId}/runs/${noted.runId}`);
        return runReply(await begunRun(journal, noted));
      },
    );

    for (const [verb, operationId, summary] of PAUSES)
      app.post(
        `${one}/${verb}`,
        {
          schema: {
            operationId,
            summary,
            tags: ['schedules'],
            description: 'A run that is under way goes on.',
            params: scheduleParams,
            headers: scheduleHeaders,
            body: bareBody,
            response: { 200: jsonReply('The schedule.', scheduleSchema), ...changeProblems },
          },
        },
        async (request, reply) => {
          const changed = await changeSchedule(dependencies, request, async (before) => ({
            ...before,
            isPaused: verb === 'pause',
          }));
          reply.header('etag', scheduleTag(changed));
          return timedReply(dependencies, changed);
        },
      );

    const list = {
      operationId: 'listScheduleRuns',
      summary: 'Every time that the schedule was due, the newest first, and what came of it.',
      tags: ['schedules'],
      params: scheduleParams,
      querystring: page,
      response: { 200: jsonReply('A page of them.', runListSchema), ...readProblems },
    };
    app.get(`${one}/runs`, { schema: list }, async ({ params, query, principal }) => {
      const { scheduleId } = await findSchedule(dependencies, principal, params.scheduleId);
      const runs = await journal.listRuns(scheduleId, query.limit, query.cursor, query.status);
      return {
        runs: runs.map(runReply),
        nextCursor: nextCursorOf(runs, query.limit, ({ runId }) => runId),
      };
    });

    const read = {
      operationId: 'getScheduleRun',
      summary: 'One run of a schedule.',
      tags: ['schedules'],
      params: runParams,
      response: { 200: jsonReply('The run.', runSchema), ...readProblems },
    };
    app.get(`${one}/runs/:runId`, { schema: read }, async ({ params, principal }) => {
      const { scheduleId } = await findSchedule(dependencies, principal, params.scheduleId);
      const isId = ID_CHARACTERS.test(params.runId);
      const run = isId ? await journal.readRun(scheduleId, params.runId) : undefined;
      if (run === undefined) throw notFound('run of this schedule');
      return runReply(run);
    });
  };
