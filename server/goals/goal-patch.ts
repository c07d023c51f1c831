/** The body of `PATCH /threads/:id/goal`: what is sent is changed, and `null` removes what may be absent. */
import { z } from 'zod';
import { checks, toolNames } from '../../contracts/schema/check.ts';
import { auditorModel, refusePast } from '../../contracts/schema/contract.ts';
import { labelPatchFields } from '../../contracts/schema/labels.ts';
import {
  budgetFields,
  instant,
  policyFields,
  refuseLimitsBesideNone,
  unlimitedField,
} from '../../contracts/schema/limits.ts';
import { objective } from '../../contracts/schema/objective.ts';
import { pathPatterns } from '../../contracts/schema/path-pattern.ts';
import { line, lines } from '../../contracts/schema/text.ts';

const fields = z
  .strictObject({
    ...labelPatchFields,
    objective,
    verification: z
      .strictObject({
        checks,
        protectedPaths: pathPatterns,
        auditor: z
          .strictObject({ model: auditorModel.nullable() })
          .partial()
          .nullable()
          .describe('`{}` puts an auditor in, null takes the auditor away.'),
      })
      .partial(),
    constraints: z.strictObject({ checks, text: lines }).partial(),
    boundaries: z
      .strictObject({
        text: lines,
        writePaths: pathPatterns.nullable(),
        tools: toolNames.nullable(),
        network: z.literal('none').nullable(),
      })
      .partial(),
    iterationPolicy: line.nullable(),
    blockedStop: line.nullable(),
    budget: z
      .strictObject({
        tokens: budgetFields.tokens.nullable(),
        costUsd: budgetFields.costUsd.nullable(),
        turns: budgetFields.turns.nullable(),
        toolCalls: budgetFields.toolCalls.nullable(),
        timeSeconds: budgetFields.timeSeconds.nullable(),
        deadline: budgetFields.deadline.nullable(),
        unlimited: unlimitedField.describe('Takes every limit away, where the operator allows it.'),
      })
      .partial()
      .superRefine(refuseLimitsBesideNone)
      .describe('A limit that is absent stays, null takes it away.'),
    policy: z.strictObject(policyFields).partial(),
    notBefore: instant.nullable(),
    status: z.enum(['active', 'paused']).describe('Resumes or pauses the goal along with the edit.'),
  })
  .partial();

export const goalPatchSchema = fields
  .refine((patch) => Object.keys(patch).length > 0, { message: 'changes nothing' })
  .superRefine(refusePast);

export type GoalPatch = z.output<typeof goalPatchSchema>;
