/** Protected paths: their digests are sealed when the goal's checks first run, and compared ever after. */
import type { Journal } from '../../journal/journal.ts';
import type { GoalRef } from '../../workflows/activities.ts';
import { digestPaths } from '../workspace/digest-workspace.ts';

/** The files below the protected paths that are not what they were when the goal was set; sorted. */
export async function findChangedPaths(
  journal: Pick<Journal, 'sealPaths'>,
  goal: GoalRef & { readonly threadId: string },
  workspace: string,
  protectedPaths: readonly string[],
): Promise<string[]> {
  if (protectedPaths.length === 0) return [];
  const digested = await digestPaths(workspace, protectedPaths);
  // The contract's schema lets no such path in; one that got here all the same can only refuse.
  if (!digested.ok) return [digested.reason];
  const current = Object.fromEntries(digested.digests);
  return changedPaths(await journal.sealPaths({ ...goal, digests: current }), current);
}

/** Pure: what was added, removed or differs. */
export function changedPaths(
  sealed: Readonly<Record<string, string>>,
  current: Readonly<Record<string, string>>,
): string[] {
  const paths = new Set([...Object.keys(sealed), ...Object.keys(current)]);
  return [...paths].filter((path) => sealed[path] !== current[path]).sort();
}
