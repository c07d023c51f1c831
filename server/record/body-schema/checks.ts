/** What a run of the checks has shown, and what an auditor has ruled. Open: later releases add to it. */
import { z } from 'zod';
import { listOf } from '../../http/list-of.ts';
import { purposeSchema, roleSchema } from '../check-run-schema.ts';
import { toolResultFields } from './transcript.ts';

const strings = listOf(z.string());

const verdict = z
  .looseObject({
    outcomes: listOf(
      z.looseObject({
        name: z.string(),
        role: roleSchema,
        passed: z.boolean(),
        exitCode: z.int().nullable(),
        metric: z.number().exactOptional(),
        gap: z.number().exactOptional(),
        reason: z.string().exactOptional(),
        isHidden: z.literal(true).exactOptional(),
      }),
    ),
    changedProtectedPaths: strings,
    undeclaredReads: strings.exactOptional(),
    unproven: strings.exactOptional(),
    passedBefore: strings.exactOptional(),
    passedWithOtherTests: strings.exactOptional(),
    proven: z.boolean(),
    reason: z.string().describe('What refused the claim; absent when proven.').exactOptional(),
    cannotRun: z.string().exactOptional(),
    awaitsPerson: z
      .looseObject({
        paths: strings,
        pathCount: z.int().exactOptional(),
        failedAsAccepted: z
          .looseObject({ paths: strings, check: z.string(), said: z.string() })
          .describe('These were only added to, and the check failed with their accepted texts in its copy.')
          .exactOptional(),
      })
      .exactOptional(),
    workspaceDigest: z.string().exactOptional(),
    durationMs: z.number().exactOptional(),
  })
  .meta({ id: 'ChecksVerdict' });

const changes = z.looseObject({
  count: z.int(),
  files: listOf(z.looseObject({ path: z.string(), change: z.string(), kind: z.string() })),
});

const ruling = z.looseObject({
  model: z.string(),
  accepted: z.boolean(),
  summary: z.string(),
  requirements: listOf(
    z.looseObject({
      id: z.string(),
      kind: z.string(),
      text: z.string(),
      verdict: z.string(),
      evidence: z.string(),
      reason: z.string(),
    }),
  ),
});

export const checksRanBody = z
  .looseObject({
    ...toolResultFields,
    type: z.literal('checksRan'),
    purpose: purposeSchema,
    verdict,
    whole: verdict.describe('With what hidden checks have shown.').exactOptional(),
    changes: changes.exactOptional(),
    leftOut: strings.exactOptional(),
    restored: strings.exactOptional(),
    personDiff: z.string().exactOptional(),
    stateId: z.string().exactOptional(),
    patternWarnings: strings.exactOptional(),
    checksSeq: z.int().describe("Where the checks' own results stand, with an auditor.").exactOptional(),
    audit: ruling.describe("The auditor's ruling.").exactOptional(),
    earlierSeq: z.int().exactOptional(),
  })
  .meta({ id: 'ChecksRanBody' });
