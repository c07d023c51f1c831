/** Items of a thread's record as replies show them. */
import { z } from 'zod';
import { listOf } from '../http/list-of.ts';
import { checksRanBody } from './body-schema/checks.ts';
import { eventBody } from './body-schema/event.ts';
import { compactionBody, modelReplyBody, toolResultBody, userMessageBody } from './body-schema/transcript.ts';

const place = {
  seq: z.int().describe("Its place in the thread's record."),
  turn: z.int(),
  callId: z.string().exactOptional(),
  createdAt: z.iso.datetime(),
};

export const itemSchema = z
  .discriminatedUnion('kind', [
    z
      .strictObject({ ...place, kind: z.literal('userMessage'), body: userMessageBody })
      .meta({ id: 'UserMessageItem' }),
    z
      .strictObject({ ...place, kind: z.literal('modelReply'), body: modelReplyBody })
      .meta({ id: 'ModelReplyItem' }),
    z
      .strictObject({
        ...place,
        kind: z.literal('toolResult'),
        body: z.union([checksRanBody, toolResultBody]),
      })
      .meta({ id: 'ToolResultItem' }),
    z
      .strictObject({ ...place, kind: z.literal('compaction'), body: compactionBody })
      .meta({ id: 'CompactionItem' }),
    z.strictObject({ ...place, kind: z.literal('event'), body: eventBody }).meta({ id: 'EventItem' }),
  ])
  .meta({ id: 'Item' });

export type PageItem = z.output<typeof itemSchema>;

export const itemPageSchema = z
  .strictObject({
    items: listOf(itemSchema),
    nextCursor: z.int().describe('To go on from, also behind the last page: more may come.'),
    isLast: z.boolean(),
    stale: z
      .boolean()
      .describe(
        'Of the last page alone. true: the thread has gone further, and what is missing is written with its next step; without `lastSeq`, no worker answered in time to say so.',
      )
      .exactOptional(),
    lastSeq: z
      .int()
      .describe('The last place that the thread has given out, as `seq` of GET thread has it.')
      .exactOptional(),
  })
  .meta({ id: 'ItemPage' });

export type ItemPage = z.output<typeof itemPageSchema>;
