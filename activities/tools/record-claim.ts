/**
 * Lets the model write a line of the evidence ledger. The service finds the evidence itself and rules on the
 * status.
 */
import { recordClaimArguments, recordClaimDeclaration } from '../../context/tools/record-claim.ts';
import type { ClaimRecord } from '../../workflows/evidence/ledger.ts';
import { defineTool, NO_GOAL, type ToolOutput } from './tool.ts';

const argumentsSchema = recordClaimArguments.extend({
  uncertainty: recordClaimArguments.shape.uncertainty.transform((text) => text ?? ''),
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
