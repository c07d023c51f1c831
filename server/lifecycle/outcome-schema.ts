/** What became of a request, as replies show it. */
import { z } from 'zod';
import { goalSchema, goalStatusSchema } from '../goals/schema/goal.ts';

/** The goal right after the request was handled, and what became known later. */
export const outcomeFields = {
  applied: z.boolean(),
  reason: z.string().describe('Why it was refused: a code of a problem.').exactOptional(),
  goalId: z.string().exactOptional(),
  revision: z.int().exactOptional(),
  status: goalStatusSchema.exactOptional(),
  isKept: z
    .literal(true)
    .describe('Of a wake-up call: nothing waits for its event, which is kept for a later wait.')
    .exactOptional(),
  checksSeq: z
    .int()
    .describe('Of a run of the checks: where its results stand in the record.')
    .exactOptional(),
  checksFailure: z.string().describe('Why there are none.').exactOptional(),
};

export const requestOutcomeSchema = z
  .strictObject({ requestId: z.string(), ...outcomeFields })
  .meta({ id: 'RequestOutcome' });

export const commandOutcomeSchema = z
  .strictObject({ requestId: z.string(), ...outcomeFields, goal: goalSchema.nullable() })
  .meta({ id: 'CommandOutcome' });

export type HandledCommand = z.output<typeof commandOutcomeSchema>;

/** The goal as a run of the checks shows it, open as its item in the record is. */
export const checkedGoalSchema = z
  .looseObject({
    requestId: z.string(),
    seq: z.int().describe('Where the results stand in the record.'),
    proven: z.boolean(),
    outcomes: z.array(z.looseObject({})),
  })
  .meta({ id: 'CheckedGoal' });
