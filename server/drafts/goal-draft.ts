/** The body of `POST /goal-drafts`, and its reply. */
import { z } from 'zod';
import { PART_NAMES } from '../../contracts/draft/draft.ts';
import { withoutIntroduction } from '../../contracts/draft/words/read-words.ts';
import { objective } from '../../contracts/schema/objective.ts';
import { partialContractSchema } from '../../contracts/schema/partial-contract.ts';
import { text } from '../../contracts/schema/text.ts';
import { sourceField } from '../lookup/workspace-source.ts';
import { findingsSchema } from '../patterns/finding-schema.ts';

/** Words that are typed as `/goal …` are meant as words here. */
const words = text
  .transform((typed, context) => {
    const parsed = objective.safeParse(withoutIntroduction(typed));
    if (parsed.success) return parsed.data;
    context.addIssue({ code: 'custom', message: parsed.error.issues[0]?.message ?? 'is not valid' });
    return z.NEVER;
  })
  .describe('Plain words; up to 4,000 characters.');

export const goalDraftRequest = z
  .strictObject({
    text: words.exactOptional(),
    contract: partialContractSchema
      .describe('A contract in the shape of PUT goal; every field may be absent.')
      .exactOptional(),
    workspace: sourceField
      .describe('What the workspace will be a copy of: patterns are held against it.')
      .exactOptional(),
  })
  .superRefine(({ text, contract }, context) => {
    if (text === undefined && contract === undefined)
      context.addIssue({ code: 'custom', path: ['text'], message: 'needs text, a contract, or both' });
    if (text !== undefined && contract?.objective !== undefined)
      context.addIssue({
        code: 'custom',
        path: ['contract', 'objective'],
        message: 'the text is the objective: send either',
      });
  });

const part = z.strictObject({
  status: z.enum(['given', 'missing']),
  text: z.string().exactOptional(),
  ask: z.string().exactOptional(),
});

export const goalDraftReply = z
  .strictObject({
    contract: z
      .record(z.string(), z.unknown())
      .describe('The contract so far, in the shape of PUT goal. Only what was said is in it.'),
    settable: z.boolean().describe('Whether PUT goal takes the contract as it stands.'),
    parts: z.record(z.enum(PART_NAMES), part).describe('The six parts of a goal.'),
    goal: z.string().describe('The whole as one /goal command; what is missing stands in <…>.'),
    findings: findingsSchema,
    proposals: z
      .array(
        z.strictObject({
          field: z.string().describe('A list gets one more entry.'),
          value: z.unknown(),
          reason: z.string(),
          missing: z.string().exactOptional(),
        }),
      )
      .readonly(),
  })
  .meta({ id: 'GoalDraft' });
