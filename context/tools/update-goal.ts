/** `update_goal` as the model is told of it. */
import type { ToolDeclaration } from '../tool-declaration.ts';

export const updateGoalDeclaration: ToolDeclaration = {
  name: 'update_goal',
  description:
    'Asks to end the goal. `complete`: the service runs all checks of the contract itself and answers with what ' +
    'failed; ask only when you have seen them pass. `blocked`: only for an obstacle that you cannot remove and that ' +
    'has stopped you over several turns; name it the same way each time, and say what would unlock it.',
  parameters: {
    type: 'object',
    properties: {
      status: { type: 'string', enum: ['complete', 'blocked'] },
      summary: { type: ['string', 'null'], description: 'What was done, and what remains.' },
      blocker: {
        type: ['string', 'null'],
        description: 'With `blocked`: a short, stable name of the obstacle, e.g. "no database credentials".',
      },
      needed: { type: ['string', 'null'], description: 'With `blocked`: what would unlock it.' },
      attempted: { type: ['string', 'null'], description: 'With `blocked`: what was tried.' },
    },
    required: ['status', 'summary', 'blocker', 'needed', 'attempted'],
    additionalProperties: false,
  },
};
