/** Schedules: made, found, changed and removed. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { metadata } from '../../contracts/schema/labels.ts';
import { defined } from '../../objects/defined.ts';
import type { ServerDependencies } from '../dependencies.ts';
import { invalid, ProblemError } from '../http/problem.ts';
import { jsonReply, plainProblems, readProblems } from '../http/replies.ts';
import { idempotencyHeaders, requestIdOf } from '../http/request-id.ts';
import { idPageFields, nextCursorOf } from '../lookup/id-page.ts';
import { BAD_TIMES, changeSchedule, toldToTemporal } from './change-schedule.ts';
import { findSchedule, scheduleHeaders, scheduleParams, scheduleTag } from './find-schedule.ts';
import { patchedFields } from './patched-fields.ts';
import { removeSchedule } from './remove-schedule.ts';
import { newScheduleBody, schedulePatchBody } from './schedule-body.ts';
import { changeProblems, createProblems } from './schedule-replies.ts';
import { scheduleReply, timedReply } from './schedule-reply.ts';
import { scheduleListSchema, scheduleSchema } from './schedule-schema.ts';
import { requireTemplate, templateReply, withTemplate } from './template.ts';

/** Each is looked after by every server. */
const MAX_SCHEDULES = 500;

const page = z.strictObject({
  ...idPageFields('sch'),
  paused: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .describe('Left out: both.')
    .exactOptional(),
  metadata: metadata
    .meta({ style: 'deepObject', explode: true })
    .describe('E.g. `metadata[team]=pay`: schedules with all of these values.')
    .exactOptional(),
});

export const scheduleRoutes =
  (dependencies: ServerDependencies): FastifyPluginAsyncZod =>
  async (app) => {
    const { journal } = dependencies;
    const one = '/schedules/:scheduleId';

    app.post(
      '/schedules',
      {
        schema: {
          operationId: 'createSchedule',
          summary: 'Has a goal begun again and again, at times of its own.',
          tags: ['schedules'],
          description:
            'The goal is held against the rules of PUT …/goal now, and once more by each run, under the quotas that hold then.',
          headers: idempotencyHeaders,
          body: newScheduleBody,
          response: { 201: jsonReply('The schedule.', scheduleSchema), ...createProblems },
        },
      },
      async ({ body, headers, principal }, reply) => {
        const { tenantId, keyId } = principal;
        const { name, metadata: noted = {}, paused, thread, threadId, goal, ...times } = body;
        const template = { ...defined({ thread, threadId }), goal };
        await requireTemplate(dependencies, principal, template);
        if ((await journal.countSchedules(tenantId)) >= MAX_SCHEDULES)
          throw new ProblemError({
            status: 409,
            code: 'tooManySchedules',
            title: `There are ${MAX_SCHEDULES} schedules already`,
          });
        const requestId = requestIdOf(headers);
        const saved = await journal.saveSchedule(
          {
            ...{ scheduleId: `sch_${uuidv7()}`, tenantId, madeBy: keyId, requestId },
            ...defined({ name }),
            ...{ metadata: noted, timing: { ...times }, template, isPaused: paused },
          },
          new Date(),
        );
        if ((await toldToTemporal(dependencies, saved.scheduleId, requestId)) === 'invalid') {
          await journal.beginScheduleRemoval(tenantId, saved.scheduleId, new Date());
          await toldToTemporal(dependencies, saved.scheduleId, requestId);
          throw invalid([BAD_TIMES]);
        }
        reply
          .code(201)
          .header('location', `/v1/schedules/${saved.scheduleId}`)
          .header('etag', scheduleTag(saved));
        return timedReply(dependencies, withTemplate(saved));
      },
    );

    const list = {
      operationId: 'listSchedules',
      summary: 'Lists schedules, the newest first.',
      tags: ['schedules'],
      querystring: page,
      response: { 200: jsonReply('A page of them.', scheduleListSchema), ...plainProblems },
    };
    app.get('/schedules', { schema: list }, async ({ query, principal }) => {
      const { limit, cursor, paused, metadata: wanted } = query;
      const filter = { tenantId: principal.tenantId, ...defined({ isPaused: paused, metadata: wanted }) };
      const found = await journal.listSchedules(filter, limit, cursor);
      return {
        schedules: found.map((each) => scheduleReply(dependencies, withTemplate(each))),
        nextCursor: nextCursorOf(found, limit, ({ scheduleId }) => scheduleId),
      };
    });

    const read = {
      operationId: 'getSchedule',
      summary: 'A schedule: when it fires next, and what it begins.',
      tags: ['schedules'],
      params: scheduleParams,
      response: { 200: jsonReply('The schedule.', scheduleSchema), ...readProblems },
    };
    app.get(one, { schema: read }, async ({ params, principal }, reply) => {
      const schedule = await findSchedule(dependencies, principal, params.scheduleId);
      reply.header('etag', scheduleTag(schedule));
      return timedReply(dependencies, schedule);
    });

    app.patch(
      one,
      {
        schema: {
          operationId: 'editSchedule',
          summary: 'Changes a schedule; what is named takes the place of what was there.',
          tags: ['schedules'],
          description: 'A run that is under way goes on as it began.',
          params: scheduleParams,
          headers: scheduleHeaders,
          body: schedulePatchBody,
          response: { 200: jsonReply('The schedule.', scheduleSchema), ...changeProblems },
        },
      },
      async (request, reply) => {
        const changed = await changeSchedule(dependencies, request, async (before) => {
          const fields = patchedFields(
            before,
            request.body,
            (goal) => templateReply(dependencies, { goal }).goal,
          );
          const { thread, threadId, goal } = request.body;
          // Whoever holds back a schedule whose thread is gone must not have to mend it first.
          if (thread !== undefined || threadId !== undefined || goal !== undefined)
            await requireTemplate(dependencies, request.principal, fields.template);
          return fields;
        });
        reply.header('etag', scheduleTag(changed));
        return timedReply(dependencies, changed);
      },
    );

    app.delete(
      one,
      {
        schema: {
          operationId: 'deleteSchedule',
          summary: 'Removes a schedule, and the record of its runs.',
          tags: ['schedules'],
          description: 'Threads and goals that it began stay, and go on.',
          params: scheduleParams,
          headers: scheduleHeaders,
          response: { 200: jsonReply('The schedule as it was.', scheduleSchema), ...changeProblems },
        },
      },
      async (request) => scheduleReply(dependencies, await removeSchedule(dependencies, request)),
    );
  };
