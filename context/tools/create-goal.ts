/** `create_goal` as the model is told of it. */
import { z } from 'zod';
import { parametersOf } from './parameters-of.ts';
import type { ToolDeclaration } from './tool-declaration.ts';

export const createGoalArguments = z.strictObject({
  objective: z.string().describe('What must be true at the end, as the user put it.'),
  checks: z
    .array(
      z.strictObject({
        name: z.string(),
        command: z.string(),
        metric: z
          .strictObject({
            marker: z.string(),
            op: z.enum(['<', '<=', '>', '>=', '==']),
            value: z.number(),
          })
          .nullish()
          .describe('A number that the command prints as `marker: number`.'),
      }),
    )
    .describe(
      'Each command has to exit 0. Empty only when no command can show it: then another model, the auditor, rules ' +
        'on the evidence.',
    ),
  protectedPaths: z
    .array(z.string())
    .nullish()
    .describe('What the checks read and the work must not change.'),
  tokenBudget: z.int().positive().nullish(),
});

export const createGoalDeclaration: ToolDeclaration = {
  name: 'create_goal',
  description:
    'Sets a goal for this thread. Only when the user has asked for one in so many words; never infer one from an ' +
    'ordinary task. The checks are commands that the service itself will run to decide whether the goal is reached: ' +
    'write them so that they fail now and cannot pass without the work. Set a token budget only if the user named one.',
  parameters: parametersOf(createGoalArguments),
};
