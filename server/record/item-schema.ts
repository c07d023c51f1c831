/** Items of a thread's record as replies show them. */
import { z } from 'zod';
import { listOf } from '../http/list-of.ts';

export const itemSchema = z
  .strictObject({
    seq: z.int().describe("Its place in the thread's record."),
    turn: z.int(),
    kind: z.enum(['userMessage', 'modelReply', 'toolResult', 'compaction', 'event']),
    callId: z.string().exactOptional(),
    createdAt: z.iso.datetime(),
    body: z.unknown().describe('By kind, and open: later releases add to it.'),
  })
  .meta({ id: 'Item' });

export type PageItem = z.output<typeof itemSchema>;

export const itemPageSchema = z
  .strictObject({
    items: listOf(itemSchema),
    nextCursor: z.int().describe('To go on from, also behind the last page: more may come.'),
    isLast: z.boolean(),
  })
  .meta({ id: 'ItemPage' });

export type ItemPage = z.output<typeof itemPageSchema>;
