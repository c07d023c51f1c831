/** Schedules and their runs as replies show them. */
import { z } from 'zod';
import { OVERLAPS } from '../../journal/rows/schedules/schedule.ts';
import { RUN_STATUSES } from '../../journal/rows/schedules/schedule-run.ts';
import { goalStatusSchema } from '../goals/schema/goal.ts';
import { shownLabels } from '../goals/schema/labels.ts';
import { statusCauseSchema } from '../goals/schema/status-cause.ts';
import { storedContractSchema } from '../goals/schema/stored-contract.ts';
import { listOf } from '../http/list-of.ts';
import { REASONING_EFFORTS } from '../threads/thread-schema.ts';

const threadTemplate = z
  .strictObject({
    title: z.string().exactOptional(),
    metadata: z.record(z.string(), z.string()).readonly().exactOptional(),
    model: z.string().exactOptional(),
    reasoningEffort: z.enum(REASONING_EFFORTS).exactOptional(),
    maxOutputTokens: z.int().exactOptional(),
    workspace: z
      .strictObject({
        source: z.string().exactOptional(),
        git: z
          .strictObject({
            url: z.string(),
            ref: z.string().exactOptional(),
            subdirectory: z.string().exactOptional(),
            depth: z.int().exactOptional(),
            submodules: z.boolean().exactOptional(),
          })
          .exactOptional(),
        fork: z.strictObject({ threadId: z.string(), state: z.string().exactOptional() }).exactOptional(),
      })
      .exactOptional(),
    messages: listOf(z.strictObject({ content: z.string() })).exactOptional(),
  })
  .meta({ id: 'ThreadTemplate' });

const goalTemplate = storedContractSchema
  .extend({
    title: z.string().exactOptional(),
    metadata: z.record(z.string(), z.string()).readonly().exactOptional(),
    replace: z.boolean(),
    callbackUrl: z.string().exactOptional(),
  })
  .describe('With every default said; contents of hidden files are not shown.')
  .meta({ id: 'GoalTemplate' });

export const scheduleSchema = z
  .strictObject({
    scheduleId: z.string(),
    name: z.string().exactOptional(),
    metadata: shownLabels.metadata,
    cron: listOf(z.string()),
    timezone: z.string(),
    overlap: z.enum(OVERLAPS),
    catchupWindowSeconds: z.int(),
    jitterSeconds: z.int().exactOptional(),
    paused: z.boolean(),
    thread: threadTemplate.exactOptional(),
    threadId: z.string().exactOptional(),
    goal: goalTemplate,
    revision: z.int().describe('Rises with every change; it is in the ETag.'),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
    nextRunTimes: listOf(z.iso.datetime())
      .describe('The next ten; none while it is paused. Absent in lists, and while Temporal does not say.')
      .exactOptional(),
    missedRuns: z
      .int()
      .describe('So many were due for longer than the catch-up window when the service was there again.')
      .exactOptional(),
  })
  .meta({ id: 'Schedule' });

export type ScheduleReply = z.output<typeof scheduleSchema>;

export const scheduleListSchema = z
  .strictObject({
    schedules: listOf(scheduleSchema),
    nextCursor: z.string().nullable().describe('null: this was the last page.'),
  })
  .meta({ id: 'ScheduleList' });

const refusalSchema = z.strictObject({
  status: z.int(),
  code: z.string(),
  title: z.string(),
  detail: z.string().exactOptional(),
  errors: listOf(z.strictObject({ field: z.string(), message: z.string() })).exactOptional(),
  quota: z.string().exactOptional(),
  limit: z.number().exactOptional(),
  used: z.number().exactOptional(),
});

export type RunRefusal = z.output<typeof refusalSchema>;

export const runSchema = z
  .strictObject({
    runId: z.string(),
    scheduleId: z.string(),
    startedBy: z.enum(['schedule', 'request']).describe('request: POST …/run.'),
    status: z
      .enum(RUN_STATUSES)
      .describe(
        'due: about to begin. buffered: the run before it comes first. working: its goal goes on by itself. ended: it does not any more, for whatever reason; `goal` says how it stands. skipped, refused: it began nothing. cancelling, cancelled: another run took its place.',
      ),
    dueAt: z.iso.datetime(),
    beganAt: z.iso.datetime().exactOptional(),
    endedAt: z.iso.datetime().exactOptional(),
    threadId: z.string().describe('Absent: there is none, or it was purged.').exactOptional(),
    goalId: z.string().exactOptional(),
    goal: z
      .strictObject({
        status: goalStatusSchema,
        statusReason: z.string().exactOptional(),
        statusCause: statusCauseSchema.exactOptional(),
      })
      .describe('As it was last recorded: somebody may have resumed it since the run ended.')
      .exactOptional(),
    skippedBecause: z
      .enum(['overlap'])
      .describe('overlap: the goal of another run still worked.')
      .exactOptional(),
    refusal: refusalSchema.describe('The problem that a caller would have met.').exactOptional(),
  })
  .meta({ id: 'ScheduleRun' });

export type RunReply = z.output<typeof runSchema>;

export const runListSchema = z
  .strictObject({
    runs: listOf(runSchema),
    nextCursor: z.string().nullable().describe('null: this was the last page.'),
  })
  .meta({ id: 'ScheduleRunList' });
