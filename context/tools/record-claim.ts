/** `record_claim` as the model is told of it. */
import { z } from 'zod';
import { claimStatusProblem } from '../../workflows/evidence/claim-status-words.ts';
import { CLAIM_STATUSES } from '../../workflows/evidence/ledger.ts';
import { parametersOf } from './parameters-of.ts';
import type { ToolDeclaration } from './tool-declaration.ts';

export const MAX_EVIDENCE = 10;
export const EVIDENCE_KINDS = ['check', 'item', 'file'] as const;

const MAX_CLAIM_CHARACTERS = 500;
const MAX_TEXT_CHARACTERS = 1_000;
const MAX_REF_CHARACTERS = 500;

export const recordClaimArguments = z.strictObject({
  claim: z.string().trim().min(1).max(MAX_CLAIM_CHARACTERS).describe('One statement, with its figures.'),
  route: z.string().trim().min(1).max(MAX_TEXT_CHARACTERS).describe('How it was examined.'),
  evidence: z
    .array(
      z.strictObject({
        kind: z.enum(EVIDENCE_KINDS),
        ref: z
          .string()
          .trim()
          .min(1)
          .max(MAX_REF_CHARACTERS)
          .describe(
            'check: its name in the contract. item: the number in [item N] of a result. file: its path.',
          ),
      }),
    )
    .max(MAX_EVIDENCE)
    .describe(`At most ${MAX_EVIDENCE}; may be empty with blocked, uncertain and withdrawn.`),
  status: z.enum(CLAIM_STATUSES, { error: ({ input }) => claimStatusProblem(input) }),
  uncertainty: z
    .string()
    .trim()
    .max(MAX_TEXT_CHARACTERS)
    .nullish()
    .describe('What remains open. With blocked and uncertain: what is missing. With withdrawn: why.'),
});

export const recordClaimDeclaration: ToolDeclaration = {
  name: 'record_claim',
  description:
    'Records one claim in the evidence ledger of the goal, which stays before you and goes into the final report. ' +
    '`confirmed`: a check that passed or a command that exited 0 shows it. `refuted`: a run shows it to be wrong. ' +
    '`approximate`: a near match or reconstruction. `blocked`: it cannot be shown with what is there. `uncertain`: open. ' +
    '`withdrawn`: takes the earlier claim of these words back. The service looks up all evidence and refuses what it does ' +
    'not find. The same words again replace the earlier claim.',
  parameters: parametersOf(recordClaimArguments),
};
