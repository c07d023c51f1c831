/** Lets the model write a line of the evidence ledger. The service finds the evidence itself and rules on the status. */
import { z } from 'zod';
import type { ClaimRecord } from '../../workflows/ledger.ts';
import { defineTool, NO_GOAL, type ToolOutput } from './tool.ts';

const MAX_CLAIM_CHARACTERS = 500;
const MAX_TEXT_CHARACTERS = 1_000;
const MAX_EVIDENCE = 10;
const MAX_REF_CHARACTERS = 500;

const KINDS = ['check', 'item', 'file'] as const;
const STATUSES = ['confirmed', 'approximate', 'blocked', 'uncertain'] as const;

const argumentsSchema = z.strictObject({
  claim: z.string().trim().min(1).max(MAX_CLAIM_CHARACTERS),
  route: z.string().trim().min(1).max(MAX_TEXT_CHARACTERS),
  evidence: z
    .array(z.strictObject({ kind: z.enum(KINDS), ref: z.string().trim().min(1).max(MAX_REF_CHARACTERS) }))
    .max(MAX_EVIDENCE),
  status: z.enum(STATUSES),
  uncertainty: z
    .string()
    .trim()
    .max(MAX_TEXT_CHARACTERS)
    .nullish()
    .transform((text) => text ?? ''),
});

export const recordClaim = defineTool({
  name: 'record_claim',
  description:
    'Records one claim in the evidence ledger of the goal, which stays before you and goes into the final report. ' +
    '`confirmed`: a check that passed or a command that exited 0 shows it. `approximate`: a near match or ' +
    'reconstruction. `blocked`: it cannot be shown with what is there. `uncertain`: open. The service looks up all ' +
    'evidence and refuses what it does not find. The same words again replace the earlier claim.',
  parameters: {
    type: 'object',
    properties: {
      claim: { type: 'string', description: 'One statement, with its figures.' },
      route: { type: 'string', description: 'How it was examined.' },
      evidence: {
        type: 'array',
        description: `At most ${MAX_EVIDENCE}; may be empty with blocked and uncertain.`,
        items: {
          type: 'object',
          properties: {
            kind: { type: 'string', enum: KINDS },
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
      status: { type: 'string', enum: STATUSES },
      uncertainty: {
        type: ['string', 'null'],
        description: 'What remains open. With blocked and uncertain: what is missing.',
      },
    },
    required: ['claim', 'route', 'evidence', 'status', 'uncertainty'],
    additionalProperties: false,
  },
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
const answer = ({ status, evidence }: ClaimRecord): string =>
  [`Recorded as ${status}.`, ...evidence.map(({ source, summary }) => `- ${source}: ${summary}`)].join('\n');
