/** What the model says against a check, as the journal keeps it for the person who rules on it. */

import type { AccountEvidence, ContestAccount } from '../../journal/bodies/tool-result.ts';
import type { ToolCallInput } from '../../workflows/activities.ts';
import { openWorkspace } from '../accepted/open-workspace.ts';
import type { ActivityDependencies } from '../dependencies.ts';
import type { ResolvedEvidence } from '../ledger/evidence.ts';
import { resolveEvidence } from '../ledger/resolve-evidence.ts';
import type { ContestedWords } from './tool.ts';

/** Nothing of it is refused: a person sees what does not hold. */
export async function contestAccount(
  dependencies: ActivityDependencies,
  { threadId, goal }: Pick<ToolCallInput, 'threadId' | 'goal'>,
  { check, contradiction, evidence }: ContestedWords,
): Promise<ContestAccount> {
  if (goal === undefined) return { check, contradiction, evidence: [] };
  const contract = await dependencies.recall.contract(goal);
  const workspace = await openWorkspace(dependencies, threadId);
  const scope = { threadId, goalId: goal.goalId, contract, workspace };
  const resolved = await resolveEvidence(dependencies, scope, evidence);
  return {
    check,
    contradiction,
    evidence: evidence.flatMap((written, index) => {
      const found = resolved[index];
      return found === undefined ? [] : [{ ...written, ...resolution(found) }];
    }),
  };
}

const resolution = (found: ResolvedEvidence): Pick<AccountEvidence, 'isFound' | 'says'> =>
  found.ok
    ? { isFound: true, says: `${found.evidence.source}: ${found.evidence.summary}` }
    : { isFound: false, says: found.problem };

/** What of it does not hold, for the model; nothing when all does. */
export const unfoundLines = ({ evidence }: ContestAccount): string[] =>
  evidence
    .filter(({ isFound }) => !isFound)
    .map(({ kind, ref, says }) => `Your evidence ${kind} ${JSON.stringify(ref)} was not found: ${says}.`);
