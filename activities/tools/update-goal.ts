/** The model's only word on the goal's status: it may ask, the service decides. */
import { z } from 'zod';
import { defineTool } from './tool.ts';

const MAX_SUMMARY_CHARACTERS = 4000;
const MAX_BLOCKER_CHARACTERS = 200;

const argumentsSchema = z
  .strictObject({
    status: z.enum(['complete', 'blocked']),
    summary: z.string().max(MAX_SUMMARY_CHARACTERS).nullish(),
    blocker: z.string().trim().max(MAX_BLOCKER_CHARACTERS).nullish(),
  })
  .refine(({ status, blocker }) => status !== 'blocked' || Boolean(blocker), {
    path: ['blocker'],
    message: 'is required with status blocked: a short, stable name of the obstacle',
  });

export const updateGoal = defineTool({
  name: 'update_goal',
  description:
    'Asks to end the goal. `complete`: the service runs all checks of the contract itself and answers with what ' +
    'failed; ask only when you have seen them pass. `blocked`: only for an obstacle that you cannot remove and that ' +
    'has stopped you over several turns; name it the same way each time.',
  parameters: {
    type: 'object',
    properties: {
      status: { type: 'string', enum: ['complete', 'blocked'] },
      summary: { type: ['string', 'null'], description: 'What was done, and what remains.' },
      blocker: {
        type: ['string', 'null'],
        description: 'With `blocked`: a short, stable name of the obstacle, e.g. "no database credentials".',
      },
    },
    required: ['status', 'summary', 'blocker'],
    additionalProperties: false,
  },
  argumentsSchema,
  readOnly: false,
  isWork: false,
  label: ({ status, blocker }) => (status === 'blocked' ? `blocked: ${blocker}` : status),
  claim: ({ status, blocker }) =>
    status === 'complete' ? { status } : { status, blocker: blocker ?? 'unnamed' },
  async execute(_args, { ruling }) {
    return ruling === undefined
      ? { ok: false, output: 'The service has not decided on this. Go on with the work.' }
      : { ok: true, output: ruling };
  },
});
