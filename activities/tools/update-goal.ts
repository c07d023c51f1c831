/**
 * The model's only word on the goal's status, and on its checks: it may ask, the service or a person decides.
 */
import type { z } from 'zod';
import { updateGoalArguments, updateGoalDeclaration } from '../../context/tools/update-goal.ts';
import type { Contract } from '../../workflows/contract/contract.ts';
import { contestableChecks } from './contestable-checks.ts';
import { defineTool, NO_GOAL, type ToolContext, type ToolOutput } from './tool.ts';
import { undecided } from './wait.ts';

const argumentsSchema = updateGoalArguments.superRefine((args, context) => {
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
      ? { status, blocker: nameOf(blocker) }
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

/**
 * The blocker less what a pen adds to the same words: quotes around them, a full stop, a line break. The
 * workflow counts by this name.
 */
const nameOf = (blocker: string | null | undefined): string =>
  blocker?.replaceAll(/\s+/g, ' ').replaceAll(/^["'`“”‘’]+|["'`“”‘’.,;:!]+$/g, '') || 'unnamed';

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
