/** The model's only word on the goal's status: it may ask, the service decides. */
import { z } from 'zod';
import { updateGoalDeclaration } from '../../context/tools/update-goal.ts';
import { defineTool } from './tool.ts';
import { undecided } from './wait.ts';

const MAX_SUMMARY_CHARACTERS = 4000;
const MAX_BLOCKER_CHARACTERS = 200;
const MAX_ACCOUNT_CHARACTERS = 2000;

const account = z.string().trim().max(MAX_ACCOUNT_CHARACTERS).nullish();

const argumentsSchema = z
  .strictObject({
    status: z.enum(['complete', 'blocked']),
    summary: z.string().max(MAX_SUMMARY_CHARACTERS).nullish(),
    blocker: z.string().trim().max(MAX_BLOCKER_CHARACTERS).nullish(),
    needed: account,
    attempted: account,
  })
  .superRefine((args, context) => {
    if (args.status !== 'blocked') return;
    for (const [field, what] of Object.entries(WANTED_WHEN_BLOCKED))
      if (!args[field as keyof typeof WANTED_WHEN_BLOCKED])
        context.addIssue({
          code: 'custom',
          path: [field],
          message: `is required with status blocked: ${what}`,
        });
  });

const WANTED_WHEN_BLOCKED = {
  blocker: 'a short, stable name of the obstacle',
  needed: 'what input or change would unlock it',
  attempted: 'what was tried against it',
} as const;

export const updateGoal = defineTool({
  ...updateGoalDeclaration,
  argumentsSchema,
  readOnly: false,
  isWork: false,
  label: ({ status, blocker }) => (status === 'blocked' ? `blocked: ${blocker}` : status),
  claim: ({ status, blocker }) =>
    status === 'complete' ? { status } : { status, blocker: blocker ?? 'unnamed' },
  blocker: ({ status, blocker, needed, attempted }) =>
    status === 'blocked'
      ? { name: blocker ?? '', needed: needed ?? '', attempted: attempted ?? '' }
      : undefined,
  execute: undecided,
});
