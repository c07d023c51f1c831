/** `wait` as the model is told of it. */
import type { ToolDeclaration } from './tool-declaration.ts';

/** Shorter ones are a matter of `sleep` in a command. */
export const MIN_SECONDS = 60;
export const MAX_SECONDS = 30 * 24 * 3_600;

export const waitDeclaration: ToolDeclaration = {
  name: 'wait',
  description:
    'Ends the turn and lets the goal wait, without cost, for something that takes its time outside of this workspace (a ' +
    'job, a quota, a person). It goes on after `seconds`, or as soon as the named event is reported. Commands do not ' +
    'run on meanwhile.',
  parameters: {
    type: 'object',
    properties: {
      seconds: { type: 'number', description: `From ${MIN_SECONDS} to ${MAX_SECONDS}.` },
      event: { type: ['string', 'null'], description: 'Name of the event that ends the wait earlier.' },
      reason: { type: ['string', 'null'], description: 'What is waited for.' },
    },
    required: ['seconds', 'event', 'reason'],
    additionalProperties: false,
  },
};
