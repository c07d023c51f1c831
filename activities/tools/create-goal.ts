/** Sets a goal on behalf of the user, who asked for one in this turn. Its checks bind the model like any other's. */
import { z } from 'zod';
import { contractOf, setGoalSchema } from '../../schemas/contract.ts';
import type { Contract } from '../../workflows/contract.ts';
import { defineTool } from './tool.ts';
import { undecided } from './wait.ts';

const metric = z.strictObject({
  marker: z.string(),
  op: z.enum(['<', '<=', '>', '>=', '==']),
  value: z.number(),
});

const argumentsSchema = z
  .strictObject({
    objective: z.string(),
    checks: z.array(z.strictObject({ name: z.string(), command: z.string(), metric: metric.nullish() })),
    protectedPaths: z.array(z.string()).nullish(),
    tokenBudget: z.int().positive().nullish(),
  })
  .transform(({ objective, checks, protectedPaths, tokenBudget }, context): Contract => {
    // The same rules as for a goal that comes over REST.
    const parsed = setGoalSchema.safeParse({
      objective,
      verification: {
        checks: checks.map(({ metric: wanted, ...check }) => ({
          ...check,
          ...(wanted ? { expect: { metric: wanted } } : {}),
        })),
        protectedPaths: protectedPaths ?? [],
        // What no command shows, a second model has to find proven.
        ...(checks.length === 0 ? { auditor: {} } : {}),
      },
      budget: tokenBudget ? { tokens: tokenBudget } : {},
    });
    if (parsed.success) return contractOf(parsed.data);
    for (const { path, message } of parsed.error.issues)
      context.addIssue({ code: 'custom', path: [...path], message });
    return z.NEVER;
  });

export const createGoal = defineTool({
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
              description: 'A number that the command prints as a last line `marker: number`.',
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
  argumentsSchema,
  readOnly: false,
  isWork: false,
  label: () => '',
  contract: (contract) => contract,
  execute: undecided,
});
