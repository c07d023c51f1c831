/** `update_goal` as the model is told of it. */
import { EVIDENCE_KINDS } from './record-claim.ts';
import type { ToolDeclaration } from './tool-declaration.ts';

export const updateGoalDeclaration: ToolDeclaration = {
  name: 'update_goal',
  description:
    'Asks to end the goal, or to have a check looked at. `complete`: the service runs all checks of the contract itself and answers with what ' +
    'failed; ask only when you have seen them pass. `blocked`: only for an obstacle that you cannot remove and that ' +
    'has stopped you over several turns; name it the same way each time, and say what would unlock it. `contested`: a check contradicts the objective, or ' +
    'cannot be met as it is; a person is asked at once whether it stands or is edited. Never work around such a check.',
  parameters: {
    type: 'object',
    properties: {
      status: { type: 'string', enum: ['complete', 'blocked', 'contested'] },
      summary: { type: ['string', 'null'], description: 'What was done, and what remains.' },
      blocker: {
        type: ['string', 'null'],
        description: 'With `blocked`: a short, stable name of the obstacle, e.g. "no database credentials".',
      },
      needed: { type: ['string', 'null'], description: 'With `blocked`: what would unlock it.' },
      attempted: { type: ['string', 'null'], description: 'With `blocked`: what was tried.' },
      check: {
        type: ['string', 'null'],
        description: 'With `contested`: the name of the check in the contract.',
      },
      contradiction: {
        type: ['string', 'null'],
        description: 'With `contested`: what the check contradicts, or why it cannot be met.',
      },
      evidence: {
        type: ['array', 'null'],
        description: 'With `contested`: what shows it, cited as in record_claim.',
        items: {
          type: 'object',
          properties: { kind: { type: 'string', enum: EVIDENCE_KINDS }, ref: { type: 'string' } },
          required: ['kind', 'ref'],
          additionalProperties: false,
        },
      },
    },
    required: ['status', 'summary', 'blocker', 'needed', 'attempted', 'check', 'contradiction', 'evidence'],
    additionalProperties: false,
  },
};
