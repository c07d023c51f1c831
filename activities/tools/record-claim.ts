/**
 * Lets the model write a line of the evidence ledger. The service finds the evidence itself and rules on the
 * status.
 */
import { z } from 'zod';
import { EVIDENCE_KINDS, MAX_EVIDENCE, recordClaimDeclaration } from '../../context/tools/record-claim.ts';
import { claimStatusProblem } from '../../workflows/evidence/claim-status-words.ts';
import { CLAIM_STATUSES, type ClaimRecord } from '../../workflows/evidence/ledger.ts';
import { defineTool, NO_GOAL, type ToolOutput } from './tool.ts';

const MAX_CLAIM_CHARACTERS = 500;
const MAX_TEXT_CHARACTERS = 1_000;
const MAX_REF_CHARACTERS = 500;

const argumentsSchema = z.strictObject({
  claim: z.string().trim().min(1).max(MAX_CLAIM_CHARACTERS),
  route: z.string().trim().min(1).max(MAX_TEXT_CHARACTERS),
  evidence: z
    .array(
      z.strictObject({ kind: z.enum(EVIDENCE_KINDS), ref: z.string().trim().min(1).max(MAX_REF_CHARACTERS) }),
    )
    .max(MAX_EVIDENCE),
  status: z.enum(CLAIM_STATUSES, { error: ({ input }) => claimStatusProblem(input) }),
  uncertainty: z
    .string()
    .trim()
    .max(MAX_TEXT_CHARACTERS)
    .nullish()
    .transform((text) => text ?? ''),
});

export const recordClaim = defineTool({
  ...recordClaimDeclaration,
  argumentsSchema,
  readOnly: false,
  isWork: false,
  showsGoal: true,
  label: ({ status }) => status,
  async execute(args, { ledger }): Promise<ToolOutput> {
    if (ledger === undefined) return NO_GOAL;
    const recorded = await ledger.recordClaim(args);
    if (!recorded.ok) return { ok: false, output: ['Not recorded.', ...recorded.problems].join('\n') };
    const isNearer = recorded.isNearer ? { isNearer: true as const } : {};
    return { ok: true, output: answer(recorded.claim), recorded: true, ...isNearer };
  },
});

/** Tells what each piece of evidence counts as, by who produced it. */
const answer = ({ claim, status, evidence }: ClaimRecord): string =>
  [
    status === 'withdrawn'
      ? `Withdrawn: ${JSON.stringify(claim)}. It stays on record, and counts for nothing.`
      : `Recorded as ${status}.`,
    ...evidence.map(({ source, summary }) => `- ${source}: ${summary}`),
  ].join('\n');
