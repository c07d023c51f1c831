/** What a report says of checks, changes and claims. */
import { z } from 'zod';
import { CLAIM_STATUSES } from '../../../workflows/evidence/ledger.ts';
import { CHANGED_FILE_KINDS } from '../../../workflows/evidence/workspace-changes.ts';
import { listOf } from '../../http/list-of.ts';
import { metricTrend, purposeSchema, roleSchema, unknownReads } from '../check-run-schema.ts';
import { evidenceRefSchema } from '../ledger-schema.ts';
import { textLines, time } from './parts.ts';

const reportedReads = z
  .discriminatedUnion('known', [
    unknownReads,
    z
      .strictObject({ known: z.literal(true), count: z.int(), undeclared: textLines, unprotected: textLines })
      .meta({ id: 'ReportedKnownReads' }),
  ])
  .meta({ id: 'ReportedReads' });

const checkResult = z.strictObject({
  seq: z.int(),
  at: time,
  turn: z.int().nullable().describe('The last that had begun; null: before the first.'),
  purpose: purposeSchema,
  revision: z.int(),
  passed: z.boolean(),
  runs: z.int(),
  passedRuns: z.int(),
  exitCode: z.int().nullable(),
  metric: z.number().nullable(),
  metrics: listOf(z.number()).exactOptional(),
  reason: z.string().nullable(),
  isWithoutWork: z.literal(true).exactOptional(),
  outputSha256: z.string(),
  outputTail: z.string().exactOptional(),
  channelTail: z.string().exactOptional(),
  durationSeconds: z.number(),
  workspaceDigest: z.string(),
  reads: reportedReads.nullable(),
});

const twinReport = z.strictObject({
  standing: z.enum(['canFail', 'cannotFail', 'recognised', 'notShown']),
  tried: z.int(),
  survived: z.int(),
  reason: z.string().exactOptional(),
});

export const checkReport = z.strictObject({
  name: z.string(),
  role: roleSchema,
  isHidden: z.literal(true).exactOptional(),
  command: z.string(),
  wanted: z.string(),
  baseline: checkResult.nullable(),
  final: checkResult.nullable(),
  metric: z.strictObject(metricTrend).nullable(),
  twins: twinReport.nullable(),
});

export const changedFilesSchema = z.strictObject({
  count: z.int(),
  files: listOf(
    z.strictObject({
      path: z.string(),
      change: z.enum(['added', 'modified', 'removed']),
      kind: z.enum(CHANGED_FILE_KINDS),
    }),
  ),
  asOf: time,
  turn: z.int().nullable(),
  isOutdated: z.boolean(),
});

export const resultLinksSchema = z
  .strictObject({ diff: z.string(), archive: z.string(), files: z.string(), states: z.string() })
  .describe('Paths of this service: what was changed for the goal, and the workspace of its thread.');

export const reportedWork = z.strictObject({
  stateId: z.string(),
  patch: z.strictObject({ text: z.string(), cutFiles: textLines, leftOutFiles: z.int() }),
  artifacts: listOf(
    z.strictObject({
      path: z.string(),
      sizeBytes: z.int(),
      sha256: z.string(),
      excerpt: z.string().exactOptional(),
      isCut: z.boolean(),
    }),
  ),
});

export const reportedClaim = z.strictObject({
  claim: z.string(),
  recordedAs: z.enum(CLAIM_STATUSES).exactOptional(),
  stale: textLines,
  route: z.string(),
  evidence: listOf(z.strictObject({ ref: evidenceRefSchema, source: z.string(), summary: z.string() })),
  uncertainty: z.string(),
  turn: z.int(),
  at: time,
});

const requirements = listOf(
  z.strictObject({ requirement: z.string(), ruling: z.string(), evidence: z.string(), why: z.string() }),
);

export const refusedAudit = z.strictObject({
  turn: z.int(),
  at: time,
  reason: z.string(),
  editedSince: textLines
    .describe('Checks that failed then and are others now, or gone; absent: all are as they were.')
    .exactOptional(),
  leftOut: textLines
    .describe("Changed paths that the checks' copy lacked, since they were not declared as the work.")
    .exactOptional(),
  failed: textLines,
  requirements,
});

export const auditorReport = z.strictObject({
  model: z.string(),
  turn: z.int(),
  at: time,
  accepted: z.boolean(),
  summary: z.string(),
  requirements,
});
