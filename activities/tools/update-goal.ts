/**
 * The model's only word on the goal's status, and on its checks: it may ask, the service or a person decides.
 */
import { z } from 'zod';
import { EVIDENCE_KINDS, MAX_EVIDENCE } from '../../context/tools/record-claim.ts';
import { updateGoalDeclaration } from '../../context/tools/update-goal.ts';
import type { Contract } from '../../workflows/contract/contract.ts';
import { contestableChecks } from './contestable-checks.ts';
import { defineTool, NO_GOAL, type ToolContext, type ToolOutput } from './tool.ts';
import { undecided } from './wait.ts';

const MAX_SUMMARY_CHARACTERS = 4000;
const MAX_BLOCKER_CHARACTERS = 200;
const MAX_CHECK_CHARACTERS = 100;
const MAX_ACCOUNT_CHARACTERS = 2000;
const MAX_REF_CHARACTERS = 500;

const account = z.string().trim().max(MAX_ACCOUNT_CHARACTERS).nullish();

const argumentsSchema = z
  .strictObject({
    status: z.enum(['complete', 'blocked', 'contested']),
    summary: z.string().max(MAX_SUMMARY_CHARACTERS).nullish(),
    blocker: z.string().trim().max(MAX_BLOCKER_CHARACTERS).nullish(),
    needed: account,
    attempted: account,
    check: z.string().trim().max(MAX_CHECK_CHARACTERS).nullish(),
    contradiction: account,
    evidence: z
      .array(
        z.strictObject({
          kind: z.enum(EVIDENCE_KINDS),
          ref: z.string().trim().min(1).max(MAX_REF_CHARACTERS),
        }),
      )
      .max(MAX_EVIDENCE)
      .nullish(),
  })
  .superRefine((args, context) => {
    for (const [field, what] of Object.entries(WANTED[args.status]))
      if (!args[field as Wanted]?.length)
        context.addIssue({
          code: 'custom',
          path: [field],
          message: `is required with status ${args.status}: ${what}`,
        });
  });

type Wanted = 'blocker' | 'needed' | 'attempted' | 'check' | 'contradiction' | 'evidence';

const WANTED: Readonly<Record<'complete' | 'blocked' | 'contested', Partial<Record<Wanted, string>>>> = {
  complete: {},
  blocked: {
    blocker: 'a short, stable name of the obstacle',
    needed: 'what input or change would unlock it',
    attempted: 'what was tried against it',
  },
  contested: {
    check: "the check's name in the contract",
    contradiction: 'what it contradicts, or why it cannot be met',
    evidence: 'at least one check, item or file that shows it',
  },
};

export const updateGoal = defineTool({
  ...updateGoalDeclaration,
  argumentsSchema,
  readOnly: false,
  isWork: false,
  label({ status, blocker, check }) {
    if (status === 'complete') return status;
    return status === 'blocked' ? `blocked: ${blocker}` : `contested: ${check}`;
  },
  claim({ status, blocker, check }) {
    if (status === 'complete') return { status };
    return status === 'blocked'
      ? { status, blocker: blocker ?? 'unnamed' }
      : { status, check: check ?? 'unnamed' };
  },
  blocker: ({ status, blocker, needed, attempted }) =>
    status === 'blocked'
      ? { name: blocker ?? '', needed: needed ?? '', attempted: attempted ?? '' }
      : undefined,
  contest: ({ status, check, contradiction, evidence }) =>
    status === 'contested'
      ? { check: check ?? '', contradiction: contradiction ?? '', evidence: evidence ?? [] }
      : undefined,
  execute: unknownCheck,
});

/** Whatever the contract knows is decided by the workflow; only a check that it does not know gets here. */
async function unknownCheck(
  { status, check }: z.output<typeof argumentsSchema>,
  { contractText }: ToolContext,
): Promise<ToolOutput> {
  if (status !== 'contested') return undecided();
  if (contractText === undefined) return NO_GOAL;
  const names = contestableChecks(JSON.parse(contractText) as Contract).map((name) => JSON.stringify(name));
  const known = names.length === 0 ? 'It has none.' : `Its checks are: ${names.join(', ')}.`;
  return { ok: false, output: `The contract has no check ${JSON.stringify(check ?? '')}. ${known}` };
}
