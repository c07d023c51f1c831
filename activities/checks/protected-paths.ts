/** Protected paths: their digests are sealed when the goal's checks first run, and compared ever after. */
import type { Journal } from '../../journal/journal.ts';
import type { GoalRef } from '../../workflows/activities.ts';
import type { Contract } from '../../workflows/contract.ts';
import { digestPaths } from '../workspace/digest-workspace.ts';
import { shownPath, toBytePath } from '../workspace/tree-paths.ts';

type Digests = Readonly<Record<string, string>>;

export interface SealSource {
  readonly journal: Pick<Journal, 'sealPaths' | 'readSeal'>;
  readonly contract: (goal: GoalRef) => Promise<Contract>;
}

/** The files below the protected paths that are not what they were when they came under protection; sorted. */
export async function findChangedPaths(
  { journal, contract }: SealSource,
  goal: GoalRef & { readonly threadId: string },
  workspace: string,
  protectedPaths: readonly string[],
): Promise<string[]> {
  // Later revisions are sealed in any case: an empty seal frees what an earlier one protected.
  if (protectedPaths.length === 0 && goal.revision === 1) return [];
  const digested = await digestPaths(workspace, protectedPaths);
  // The contract's schema lets no such path in; one that got here all the same can only refuse.
  if (!digested.ok) return [digested.reason];
  const current = Object.fromEntries(digested.digests);
  const before = await journal.readSeal(goal.goalId);
  const digests =
    before === undefined || before.revision >= goal.revision
      ? current
      : carriedOver({
          sealed: before.digests,
          sealedPaths: (await contract({ goalId: goal.goalId, revision: before.revision })).verification
            .protectedPaths,
          current,
          protectedPaths,
        });
  return changedPaths(await journal.sealPaths({ ...goal, digests }), current);
}

/**
 * The seal of an edited contract. What was protected before keeps its seal, or an edit would bless whatever was changed
 * by then; what comes under protection now is sealed as it is. Pure.
 */
export function carriedOver(of: {
  readonly sealed: Digests;
  readonly sealedPaths: readonly string[];
  readonly current: Digests;
  readonly protectedPaths: readonly string[];
}): Digests {
  const kept = Object.entries(of.sealed).filter(([path]) => isCovered(path, of.protectedPaths));
  const added = Object.entries(of.current).filter(([path]) => !isCovered(path, of.sealedPaths));
  return Object.fromEntries([...kept, ...added]);
}

/** Whether the file is one of the paths, or below one. */
function isCovered(file: string, paths: readonly string[]): boolean {
  const bytes = shownPath(file);
  return paths
    .map((path) => toBytePath(cleanPath(path)))
    .some((path) => bytes === path || bytes.startsWith(`${path}/`));
}

const cleanPath = (path: string): string =>
  path
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .join('/');

/** Pure: what was added, removed or differs. */
export function changedPaths(sealed: Digests, current: Digests): string[] {
  const paths = new Set([...Object.keys(sealed), ...Object.keys(current)]);
  return [...paths].filter((path) => digestIn(sealed, path) !== digestIn(current, path)).sort();
}

/** What is not listed is not there: after an edit, one seal may name what the other only covers. */
const digestIn = (digests: Digests, path: string): string | undefined =>
  Object.hasOwn(digests, path) ? digests[path] : 'absent';
