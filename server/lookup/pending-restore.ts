/** What a person wants put back to the accepted state, as long as no look has done it. */
import type { Journal } from '../../journal/journal.ts';
import { LOOK_PURPOSES } from '../../journal/tables/look-purposes.ts';
import type { Goal } from '../../workflows/goal/goal.ts';

/** `undefined`: nothing is asked for, or all of it is done. */
export async function readPendingRestore(
  journal: Pick<Journal, 'readRestoredPaths' | 'readSeenState'>,
  { goalId, revision }: Pick<Goal, 'goalId' | 'revision'>,
): Promise<readonly string[] | undefined> {
  const paths = await journal.readRestoredPaths(goalId, revision);
  if (paths === undefined) return undefined;
  const seen = await journal.readSeenState(goalId, LOOK_PURPOSES);
  return seen !== undefined && seen.revision >= revision ? undefined : paths;
}
