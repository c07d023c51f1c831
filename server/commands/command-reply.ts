/** The reply to a command that was typed. */
import { z } from 'zod';
import { goalSchema } from '../goals/schema/goal.ts';

export const commandReplySchema = z
  .strictObject({
    command: z.enum(['summary', 'pause', 'resume', 'clear', 'accept', 'refuse', 'stands', 'set', 'edit']),
    text: z.string().describe('For people.'),
    goal: goalSchema.nullable(),
  })
  .meta({ id: 'CommandReply' });

export type CommandReply = z.output<typeof commandReplySchema>;
