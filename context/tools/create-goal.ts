/** `create_goal` as the model is told of it. */
import type { ToolDeclaration } from './tool-declaration.ts';

export const createGoalDeclaration: ToolDeclaration = {
  name: 'create_goal',
  description:
    'Sets a goal for this thread. Only when the user has asked for one in so many words; never infer one from an ' +
    'ordinary task. The checks are commands that the service itself will run to decide whether the goal is reached: ' +
    'write them so that they fail now and cannot pass without the work. Set a token budget only if the user named one.',
  parameters: {
    type: 'object',
    properties: {
      objective: { type: 'string', description: 'What must be true at the end, as the user put it.' },
      checks: {
        type: 'array',
        description:
          'Each command has to exit 0. Empty only when no command can show it: then another model, the auditor, rules ' +
          'on the evidence.',
        items: {
          type: 'object',
          properties: {
            name: { type: 'string' },
            command: { type: 'string' },
            metric: {
              type: ['object', 'null'],
              description: 'A number that the command prints as `marker: number`.',
              properties: {
                marker: { type: 'string' },
                op: { type: 'string', enum: ['<', '<=', '>', '>=', '=='] },
                value: { type: 'number' },
              },
              required: ['marker', 'op', 'value'],
              additionalProperties: false,
            },
          },
          required: ['name', 'command', 'metric'],
          additionalProperties: false,
        },
      },
      protectedPaths: {
        type: ['array', 'null'],
        items: { type: 'string' },
        description: 'What the checks read and the work must not change.',
      },
      tokenBudget: { type: ['integer', 'null'] },
    },
    required: ['objective', 'checks', 'protectedPaths', 'tokenBudget'],
    additionalProperties: false,
  },
};
