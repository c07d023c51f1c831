/** The problem of a 409: the reason is its code, and the goal is with it as it is. */
import { z } from 'zod';
import { problemReply, problemSchema } from '../../http/replies.ts';
import { endedSchema } from '../../lookup/read-end.ts';
import { goalSchema } from './goal.ts';

export const refusedProblem = {
  409: problemReply(
    "The goal's or the thread's state does not allow it; `code` is the reason.",
    problemSchema
      .extend({
        goal: goalSchema.nullable().describe('As it is now.').exactOptional(),
        requestId: z.string().exactOptional(),
        inputId: z.string().exactOptional(),
        ended: endedSchema.exactOptional(),
        archivedAt: z.iso.datetime().exactOptional(),
      })
      .meta({ id: 'Refusal' }),
  ),
};
