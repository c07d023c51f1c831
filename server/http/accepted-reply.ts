/** The 202 of requests that a thread has not handled yet, as routes declare it. */
import { z } from 'zod';
import type { AcceptedBody } from './accepted.ts';
import { jsonReply } from './replies.ts';

const acceptedSchema = z
  .strictObject({
    requestId: z.string(),
    accepted: z.literal(true),
    threadId: z.string(),
    command: z.string(),
    inputId: z.string().describe('Of a message.').exactOptional(),
    statusUrl: z.string().describe('Where to ask what became of it, as in `location`.'),
  })
  .meta({ id: 'AcceptedRequest' }) satisfies z.ZodType<AcceptedBody>;

export const acceptedReply = {
  202: jsonReply(
    'It will act, but no worker has handled it yet; `location` is where to ask.',
    acceptedSchema,
  ),
};
