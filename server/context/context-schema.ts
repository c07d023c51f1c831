/** What the model would be told next, as replies show it. */
import { z } from 'zod';
import { listOf } from '../http/list-of.ts';

const counted = { bytes: z.int(), tokens: z.int().describe('Estimated.') };
const named = listOf(z.strictObject({ name: z.string(), ...counted }));

const compaction = z
  .looseObject({ seq: z.int() })
  .describe('The newest one, as its item in the record; what it replaced still stands there.');

const lastReply = z
  .strictObject({
    seq: z.int(),
    inputTokens: z.int(),
    cachedInputTokens: z.int(),
    outputTokens: z.int(),
    serviceTier: z.string().exactOptional(),
    costUsd: z.number().exactOptional(),
  })
  .describe('As the provider counted it.');

const nextRequestFields = {
  kind: z.enum(['user', 'continuation', 'wrapUp']),
  mayCallTools: z.boolean(),
  estimate: z.strictObject({ bytesPerToken: z.number(), basis: z.enum(['lastReply', 'rule']) }),
  ...counted,
  instructions: z.strictObject({ ...counted, text: z.string() }),
  tools: z.strictObject({ ...counted, byName: named }),
  transcript: z.strictObject({
    items: z.int(),
    ...counted,
    byKind: z.record(z.string(), z.strictObject({ items: z.int(), ...counted })),
  }),
  closing: z.strictObject({ ...counted, sections: named, text: z.string() }).nullable(),
  compaction: compaction.exactOptional(),
  lastReply: lastReply.exactOptional(),
};

export type NextRequestReply = z.output<z.ZodObject<typeof nextRequestFields>>;

export const contextSchema = z
  .strictObject({
    threadId: z.string(),
    model: z.string().exactOptional(),
    ...nextRequestFields,
    stale: z.boolean().describe('No worker answers: only what the journal knows is in it.'),
  })
  .meta({ id: 'Context' });
