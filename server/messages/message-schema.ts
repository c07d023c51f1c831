/** Messages, and answers to questions, as replies show them. */
import { z } from 'zod';
import { goalSchema, warningSchema } from '../goals/schema/goal.ts';
import { listOf } from '../http/list-of.ts';
import { outcomeFields } from '../lifecycle/outcome-schema.ts';

const fields = {
  inputId: z.string(),
  threadId: z.string(),
  delivery: z.enum(['queue', 'steer', 'interrupt']),
  status: z
    .enum(['queued', 'delivered', 'refused', 'withdrawn'])
    .describe(
      'refused: the thread did not take it; withdrawn: it was taken back while it was queued. Nothing will deliver either.',
    ),
  seq: z.int().nullable().describe('Its place in the record; null until it is delivered.'),
  answers: z.string().describe('The question that it answers.').exactOptional(),
  createdAt: z.iso.datetime(),
  editedAt: z.iso.datetime().describe('When its text was last replaced.').exactOptional(),
};

export const postedMessageSchema = z
  .strictObject({
    ...fields,
    warnings: listOf(warningSchema)
      .describe('The message was taken, and may have meant something else.')
      .exactOptional(),
  })
  .meta({ id: 'PostedMessage' });

export type PostedMessage = z.output<typeof postedMessageSchema>;

export const messageSchema = z.strictObject({ ...fields, content: z.string() }).meta({ id: 'Message' });

export const messagePageSchema = z.strictObject({
  messages: listOf(messageSchema),
  nextCursor: z.int().describe('To go on from, also behind the last page: more may come.'),
  isLast: z.boolean(),
});

/**
 * The answer to a question of the model is a message; the one to one about a claim or a check, what came of
 * the ruling.
 */
export const answerSchema = z.union([
  postedMessageSchema,
  z
    .strictObject({ answers: z.string(), answer: z.string(), ...outcomeFields, goal: goalSchema.nullable() })
    .meta({ id: 'RulingOutcome' }),
]);
