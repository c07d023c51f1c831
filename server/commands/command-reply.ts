/** The reply to a command that was typed. */
import { z } from 'zod';
import { goalSchema } from '../goals/schema/goal.ts';
import { findingsSchema } from '../patterns/finding-schema.ts';

export const commandReplySchema = z
  .strictObject({
    command: z.enum([
      'help',
      'summary',
      'pause',
      'resume',
      'clear',
      'accept',
      'refuse',
      'stands',
      'set',
      'edit',
    ]),
    text: z.string().describe('For people.'),
    goal: goalSchema.nullable(),
    findings: findingsSchema.describe('What is weak in the goal that was set.').exactOptional(),
  })
  .meta({ id: 'CommandReply' });

export type CommandReply = z.output<typeof commandReplySchema>;
