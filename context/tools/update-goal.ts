/** `update_goal` as the model is told of it. */
import { z } from 'zod';
import { parametersOf } from './parameters-of.ts';
import { EVIDENCE_KINDS, MAX_EVIDENCE } from './record-claim.ts';
import type { ToolDeclaration } from './tool-declaration.ts';

const MAX_SUMMARY_CHARACTERS = 4000;
const MAX_BLOCKER_CHARACTERS = 200;
const MAX_CHECK_CHARACTERS = 100;
const MAX_ACCOUNT_CHARACTERS = 2000;
const MAX_REF_CHARACTERS = 500;
const account = z.string().trim().max(MAX_ACCOUNT_CHARACTERS).nullish();

export const updateGoalArguments = z.strictObject({
  status: z.enum(['complete', 'blocked', 'contested']),
  summary: z.string().max(MAX_SUMMARY_CHARACTERS).nullish().describe('What was done, and what remains.'),
  blocker: z
    .string()
    .trim()
    .max(MAX_BLOCKER_CHARACTERS)
    .nullish()
    .describe('With `blocked`: a short, stable name of the obstacle, e.g. "no database credentials".'),
  needed: account.describe('With `blocked`: what would unlock it.'),
  attempted: account.describe('With `blocked`: what was tried.'),
  check: z
    .string()
    .trim()
    .max(MAX_CHECK_CHARACTERS)
    .nullish()
    .describe('With `contested`: the name of the check in the contract.'),
  contradiction: account.describe('With `contested`: what the check contradicts, or why it cannot be met.'),
  evidence: z
    .array(
      z.strictObject({
        kind: z.enum(EVIDENCE_KINDS),
        ref: z.string().trim().min(1).max(MAX_REF_CHARACTERS),
      }),
    )
    .max(MAX_EVIDENCE)
    .nullish()
    .describe('With `contested`: what shows it, cited as in record_claim.'),
});

export const updateGoalDeclaration: ToolDeclaration = {
  name: 'update_goal',
  description:
    'Asks to end the goal, or to have a check looked at. `complete`: the service runs all checks of the contract itself and answers with what ' +
    'failed; ask only when you have seen them pass. `blocked`: only for an obstacle that you cannot remove and that ' +
    'has stopped you over several turns; name it the same way each time, and say what would unlock it. `contested`: a check contradicts the objective, or ' +
    'cannot be met as it is; a person is asked at once whether it stands or is edited. Never work around such a check.',
  parameters: parametersOf(updateGoalArguments),
};
