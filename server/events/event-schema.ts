/** A thread's events as its stream sends them: the name of the event, and its data as JSON. */
import { z } from 'zod';
import { itemSchema } from '../record/item-schema.ts';

const textPiece = z
  .strictObject({ turn: z.int(), seq: z.int(), take: z.int(), offset: z.int(), text: z.string() })
  .describe('A piece of a reply that is being made; a later `take` of the same `seq` begins anew.')
  .meta({ id: 'TextPiece' });

export const eventSchema = z
  .discriminatedUnion('event', [
    z.strictObject({ id: z.string(), event: z.literal('item'), data: itemSchema }).meta({ id: 'ItemEvent' }),
    z.strictObject({ event: z.literal('text'), data: textPiece }).meta({ id: 'TextEvent' }),
  ])
  .describe('Server-sent events (WHATWG HTML, 9.2), each of these fields on a line of its own.')
  .meta({ id: 'Event' });
