/** Lines of the ledger and of the experiment log as replies show them. */
import { z } from 'zod';
import { CLAIM_STATUSES } from '../../workflows/evidence/ledger.ts';
import { listOf } from '../http/list-of.ts';

export const evidenceRefSchema = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('check'), name: z.string() }).meta({ id: 'CheckRef' }),
    z.strictObject({ kind: z.literal('item'), seq: z.int() }).meta({ id: 'ItemRef' }),
    z.strictObject({ kind: z.literal('file'), path: z.string() }).meta({ id: 'FileRef' }),
  ])
  .meta({ id: 'EvidenceRef' });

const evidence = z.strictObject({
  ref: evidenceRefSchema,
  source: z.enum(['service', 'command', 'file', 'model', 'user']).describe('Who produced it.'),
  summary: z.string(),
  digest: z.string().exactOptional(),
  sealedPath: z.string().exactOptional(),
  seq: z.int().exactOptional(),
  passed: z.boolean().exactOptional(),
});

const claimStatus = z.enum(CLAIM_STATUSES);

export const claimSchema = z
  .strictObject({
    claimId: z.string(),
    claim: z.string(),
    route: z.string(),
    evidence: listOf(evidence),
    status: claimStatus.describe('What it was recorded as.'),
    standing: claimStatus.describe('What it is worth now.'),
    uncertainty: z.string(),
    stale: listOf(z.string()).describe('Why evidence does not stand any more, one line for each piece.'),
    supersededBy: z.string().exactOptional(),
    revision: z.int(),
    turn: z.int(),
    seq: z.int(),
    recordedAt: z.iso.datetime(),
  })
  .meta({ id: 'Claim' });

export type LedgerClaim = z.output<typeof claimSchema>;

export const iterationSchema = z
  .strictObject({
    iterationId: z.string(),
    turn: z.int(),
    seq: z.int(),
    changed: z.string(),
    observed: z.string(),
    next: z.string(),
    recordedAt: z.iso.datetime(),
  })
  .meta({ id: 'Iteration' });

export type LoggedIteration = z.output<typeof iterationSchema>;
