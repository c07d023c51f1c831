/** A thread's events as its stream sends them: the name of the event, and its data as JSON. */
import { z } from 'zod';
import { goalStatusSchema } from '../goals/schema/goal.ts';
import { itemSchema } from '../record/item-schema.ts';

const textPiece = z
  .strictObject({ turn: z.int(), seq: z.int(), take: z.int(), offset: z.int(), text: z.string() })
  .describe('A piece of a reply that is being made; a later `take` of the same `seq` begins anew.')
  .meta({ id: 'TextPiece' });

const goalEnd = z
  .strictObject({ goalId: z.string(), status: goalStatusSchema, seq: z.int() })
  .describe('The goal has come to what `until` names; `seq` is the last place of the record.')
  .meta({ id: 'GoalEnd' });

export const eventSchema = z
  .discriminatedUnion('event', [
    z.strictObject({ id: z.string(), event: z.literal('item'), data: itemSchema }).meta({ id: 'ItemEvent' }),
    z.strictObject({ event: z.literal('text'), data: textPiece }).meta({ id: 'TextEvent' }),
    z.strictObject({ event: z.literal('end'), data: goalEnd }).meta({ id: 'EndEvent' }),
  ])
  .describe('Server-sent events (WHATWG HTML, 9.2), each of these fields on a line of its own.')
  .meta({ id: 'Event' });
