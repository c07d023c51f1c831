/** The item that a run of the checks leaves in the journal, as a report reads it. Validated: other code wrote it. */
import { z } from 'zod';
import type { Item } from '../../journal/journal.ts';
import { CHANGED_FILE_KINDS } from '../../workflows/evidence/workspace-changes.ts';
import { auditorRuling } from './auditor-ruling.ts';

export interface Verdict {
  readonly seq: number;
  readonly turn: number;
  readonly at: Date;
  readonly body: ReportedChecks;
}

const outcome = z.object({
  name: z.string(),
  role: z.enum(['verification', 'constraint']),
  passed: z.boolean(),
  exitCode: z.number().nullable(),
  metric: z.number().exactOptional(),
  reason: z.string().exactOptional(),
});

const changes = z.object({
  count: z.number().int().nonnegative(),
  files: z.array(
    z.object({
      path: z.string(),
      change: z.enum(['added', 'modified', 'removed']),
      kind: z.enum(CHANGED_FILE_KINDS),
    }),
  ),
});

const twin = z.object({
  check: z.string(),
  standing: z.enum(['canFail', 'cannotFail', 'recognised', 'notShown']),
  tried: z.number().int().nonnegative(),
  survived: z.number().int().nonnegative(),
  reason: z.string().exactOptional(),
});

const verdict = z.object({
  outcomes: z.array(outcome),
  changedProtectedPaths: z.array(z.string()),
  undeclaredReads: z.array(z.string()).exactOptional(),
  unproven: z.array(z.string()).exactOptional(),
  passedBefore: z.array(z.string()).exactOptional(),
  twins: z.array(twin).exactOptional(),
  awaitsPerson: z
    .object({ paths: z.array(z.string()), pathCount: z.number().exactOptional() })
    .exactOptional(),
  proven: z.boolean(),
  reason: z.string().exactOptional(),
  cannotRun: z.string().exactOptional(),
});

const checksBody = z.object({
  type: z.literal('checksRan'),
  purpose: z.enum(['baseline', 'audit', 'request']),
  verdict,
  /** With all that hidden checks have shown: what the model is not told, and the reader of a report is. */
  whole: verdict.exactOptional(),
  changes: changes.exactOptional(),
  leftOut: z.array(z.string()).exactOptional(),
  /** Of an auditor's answer to a claim: where the results of the checks that ran for it stand. */
  checksSeq: z.number().exactOptional(),
  // What an auditor of another release wrote must not hide what the checks said.
  audit: auditorRuling.optional().catch(undefined),
});

export type ReportedChecks = Omit<z.output<typeof checksBody>, 'whole'>;

/** `at`: when its last check ended; absent: when the item was written. `undefined`: the item is something else. */
export function verdictIn({ seq, turn, createdAt, body }: Item, at: Date = createdAt): Verdict | undefined {
  const parsed = checksBody.safeParse(JSON.parse(body));
  if (!parsed.success) return undefined;
  const { whole, ...shown } = parsed.data;
  return { seq, turn, at, body: { ...shown, verdict: whole ?? shown.verdict } };
}
