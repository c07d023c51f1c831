/** `record_iteration` as the model is told of it. */
import type { ToolDeclaration } from './tool-declaration.ts';

export const recordIterationDeclaration: ToolDeclaration = {
  name: 'record_iteration',
  description:
    'Records one experiment in the log of the goal, which stays before you and goes into the final report. Once for ' +
    'each thing tried, also when it did not help.',
  parameters: {
    type: 'object',
    properties: {
      changed: { type: 'string', description: 'What was changed or tried.' },
      observed: { type: 'string', description: 'What came of it, with figures.' },
      next: { type: 'string', description: 'What follows from it.' },
    },
    required: ['changed', 'observed', 'next'],
    additionalProperties: false,
  },
};
