/** Before a look: what a person wants put back to the accepted state with the revision that is looked at. */
import { LOOK_PURPOSES } from '../../journal/tables/look-purposes.ts';
import type { ChecksInput } from '../../workflows/activities.ts';
import type { Contract } from '../../workflows/contract/contract.ts';
import { restoreCovered } from '../accepted/restore-paths.ts';
import { restoredLines } from '../accepted/restored-text.ts';
import type { ActivityDependencies } from '../dependencies.ts';

/**
 * Says what was done, a line for each kind; none when nothing is asked for, or a look at this revision has done it. What cannot be
 * put back is said, and stops no check.
 */
export async function restoreAsAsked(
  dependencies: Pick<ActivityDependencies, 'journal' | 'workspaces'>,
  { threadId, goal }: Pick<ChecksInput, 'threadId' | 'goal'>,
  contract: Contract,
  workspace: string,
): Promise<string[]> {
  const { journal } = dependencies;
  const paths = await journal.readRestoredPaths(goal.goalId, goal.revision);
  if (paths === undefined) return [];
  const seen = await journal.readSeenState(goal.goalId, LOOK_PURPOSES);
  if (seen !== undefined && seen.revision >= goal.revision) return [];
  const restored = await restoreCovered(dependencies, { threadId, goal, contract, workspace }, paths);
  if (restored.ok) return restoredLines(restored);
  return [`not put back: ${'reason' in restored ? restored.reason : restored.refusal}`];
}
