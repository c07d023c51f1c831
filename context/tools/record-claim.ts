/** `record_claim` as the model is told of it. */
import { CLAIM_STATUSES } from '../../workflows/evidence/ledger.ts';
import type { ToolDeclaration } from './tool-declaration.ts';

export const MAX_EVIDENCE = 10;
export const EVIDENCE_KINDS = ['check', 'item', 'file'] as const;

export const recordClaimDeclaration: ToolDeclaration = {
  name: 'record_claim',
  description:
    'Records one claim in the evidence ledger of the goal, which stays before you and goes into the final report. ' +
    '`confirmed`: a check that passed or a command that exited 0 shows it. `refuted`: a run shows it to be wrong. ' +
    '`approximate`: a near match or reconstruction. `blocked`: it cannot be shown with what is there. `uncertain`: open. ' +
    '`withdrawn`: takes the earlier claim of these words back. The service looks up all evidence and refuses what it does ' +
    'not find. The same words again replace the earlier claim.',
  parameters: {
    type: 'object',
    properties: {
      claim: { type: 'string', description: 'One statement, with its figures.' },
      route: { type: 'string', description: 'How it was examined.' },
      evidence: {
        type: 'array',
        description: `At most ${MAX_EVIDENCE}; may be empty with blocked, uncertain and withdrawn.`,
        items: {
          type: 'object',
          properties: {
            kind: { type: 'string', enum: EVIDENCE_KINDS },
            ref: {
              type: 'string',
              description:
                'check: its name in the contract. item: the number in [item N] of a result. file: its path.',
            },
          },
          required: ['kind', 'ref'],
          additionalProperties: false,
        },
      },
      status: { type: 'string', enum: CLAIM_STATUSES },
      uncertainty: {
        type: ['string', 'null'],
        description: 'What remains open. With blocked and uncertain: what is missing. With withdrawn: why.',
      },
    },
    required: ['claim', 'route', 'evidence', 'status', 'uncertainty'],
    additionalProperties: false,
  },
};
