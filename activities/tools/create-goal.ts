/**
 * Sets a goal on behalf of the user, who asked for one in this turn. Its checks bind the model like any
 * other's.
 */
import { z } from 'zod';
import { createGoalArguments, createGoalDeclaration } from '../../context/tools/create-goal.ts';
import { contractOf, type SentContract, setGoalSchema } from '../../contracts/schema/contract.ts';
import { defineTool } from './tool.ts';
import { undecided } from './wait.ts';

const argumentsSchema = createGoalArguments.transform(
  ({ objective, checks, protectedPaths, tokenBudget }, context): SentContract => {
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
  },
);

export const createGoal = defineTool({
  ...createGoalDeclaration,
  argumentsSchema,
  readOnly: false,
  isWork: false,
  label: () => '',
  contract: (contract) => contract,
  execute: undecided,
});
