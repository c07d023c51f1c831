/** Runs of checks, and the way of their metrics, as replies show them. */
import { z } from 'zod';
import { listOf } from '../http/list-of.ts';

export const purposeSchema = z.enum(['baseline', 'audit', 'request', 'measure']);
export const roleSchema = z.enum(['verification', 'constraint']);

const paths = listOf(z.string());

/** Part of a run of a check, and of what a report says of it. */
export const unknownReads = z
  .strictObject({ known: z.literal(false), reason: z.string() })
  .meta({ id: 'UnknownReads' });

const readSet = z
  .discriminatedUnion('known', [
    unknownReads,
    z
      .strictObject({
        known: z.literal(true),
        count: z.int(),
        files: paths,
        changed: paths,
        undeclared: paths,
        unprotected: paths,
      })
      .meta({ id: 'KnownReads' }),
  ])
  .meta({ id: 'ReadSet' });

const runTraces = z.strictObject({
  sealed: paths,
  planted: paths,
  undeclared: paths,
  moved: paths.exactOptional(),
  leftProcesses: listOf(z.string()),
  unknown: z.string().exactOptional(),
});

export const checkRunSchema = z
  .strictObject({
    runId: z.string(),
    threadId: z.string(),
    goalId: z.string(),
    revision: z.int(),
    seq: z.int(),
    purpose: purposeSchema,
    name: z.string(),
    role: roleSchema,
    command: z.string(),
    passed: z.boolean(),
    exitCode: z.int().nullable(),
    metric: z.number().nullable(),
    durationMs: z.number(),
    outputSha256: z.string(),
    outputTail: z.string(),
    channelTail: z.string().exactOptional(),
    workspaceDigest: z.string(),
    stateId: z.string().exactOptional(),
    reason: z.string().nullable(),
    ranAt: z.iso.datetime(),
    reads: readSet.describe('The files that it read; absent in runs of older releases.').exactOptional(),
    unit: z.string().exactOptional(),
    traces: runTraces.describe('What it did to entries that were not its to change.').exactOptional(),
    isWithoutWork: z.literal(true).exactOptional(),
  })
  .meta({ id: 'CheckRun' });

export type CheckRunReply = z.output<typeof checkRunSchema>;

export const metricTrend = {
  name: z.string(),
  op: z.enum(['<', '<=', '>', '>=', '==']),
  bound: z.number().describe('The finish line.'),
  points: listOf(
    z.strictObject({
      seq: z.int(),
      at: z.iso.datetime(),
      turn: z.int().nullable(),
      purpose: purposeSchema,
      value: z.number(),
      passed: z.boolean(),
    }),
  ),
  omittedPoints: z.int(),
};

export const checkRunsSchema = z.strictObject({
  runs: listOf(checkRunSchema),
  nextCursor: z.int(),
  isLast: z.boolean(),
  metrics: listOf(z.strictObject({ check: z.string(), ...metricTrend })),
});
