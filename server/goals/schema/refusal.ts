/** The problems of a 409 and a 412: the reason is the code, and the goal is with it as it is. */
import { z } from 'zod';
import { keyReused, problemReply, problemSchema } from '../../http/replies.ts';
import { endedSchema } from '../../lookup/read-end.ts';
import { goalSchema } from './goal.ts';

const refusalSchema = problemSchema
  .extend({
    goal: goalSchema.nullable().describe('As it is now.').exactOptional(),
    requestId: z.string().exactOptional(),
    inputId: z.string().exactOptional(),
    ended: endedSchema.exactOptional(),
    archivedAt: z.iso.datetime().exactOptional(),
  })
  .meta({ id: 'Refusal' });

export const refusedProblem = {
  409: problemReply(
    "The goal's or the thread's state does not allow it, or the same request is being made; `code` is the reason.",
    refusalSchema,
  ),
  412: problemReply('The goal is not the one that `If-Match` names.', refusalSchema),
  ...keyReused,
};
