/**
 * Protected paths: what stood there is sealed when the goal's checks first run, and compared ever after. A pattern may name
 * what does not exist: then its absence is sealed.
 */
import type { Journal } from '../../journal/journal.ts';
import type { GoalRef } from '../../workflows/activities.ts';
import type { Contract } from '../../workflows/contract.ts';
import { cleanPattern, isGlob } from '../../workflows/path-pattern.ts';
import { type BytePath, displayPath, shownPath, toBytePath } from '../workspace/tree-paths.ts';
import { pathFilter } from './path-filter.ts';

/** Path as people read it → digest. */
export type Digests = Readonly<Record<string, string>>;

export interface SealSource {
  readonly journal: Pick<Journal, 'sealPaths' | 'readSeal'>;
  readonly contract: (goal: GoalRef) => Promise<Contract>;
}

export interface ComparedSeal {
  readonly sealed: Digests;
  /** Protected entries that are not what they were when they came under protection; sorted. */
  readonly changed: readonly string[];
}

/** `entries` is the whole workspace. The first look of a revision seals it. */
export async function compareWithSeal(
  { journal, contract }: SealSource,
  goal: GoalRef & { readonly threadId: string },
  entries: ReadonlyMap<BytePath, string>,
  protectedPaths: readonly string[],
): Promise<ComparedSeal> {
  // Later revisions are sealed in any case: an empty seal frees what an earlier one protected.
  if (protectedPaths.length === 0 && goal.revision === 1) return { sealed: {}, changed: [] };
  const current = protectedEntries(entries, protectedPaths);
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
  const sealed = await journal.sealPaths({ ...goal, digests });
  return { sealed, changed: changedPaths(sealed, current) };
}

/** What the patterns cover, and `absent` for a plain path that is not there. Pure. */
export function protectedEntries(
  entries: ReadonlyMap<BytePath, string>,
  protectedPaths: readonly string[],
): Digests {
  const isProtected = pathFilter(protectedPaths);
  const found = [...entries].filter(([path]) => isProtected(path));
  const missing = protectedPaths
    .filter((pattern) => !isGlob(pattern))
    .map((pattern) => toBytePath(cleanPattern(pattern)))
    .filter((path) => !entries.has(path))
    .map((path) => [path, 'absent'] as const);
  return Object.fromEntries([...found, ...missing].map(([path, digest]) => [displayPath(path), digest]));
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
  const isProtected = pathFilter(of.protectedPaths);
  const wasProtected = pathFilter(of.sealedPaths);
  const kept = Object.entries(of.sealed).filter(([path]) => isProtected(shownPath(path)));
  const added = Object.entries(of.current).filter(([path]) => !wasProtected(shownPath(path)));
  return Object.fromEntries([...kept, ...added]);
}

/** What was added, removed or differs; sorted. Pure. */
export function changedPaths(sealed: Digests, current: Digests): string[] {
  const paths = new Set([...Object.keys(sealed), ...Object.keys(current)]);
  return [...paths].filter((path) => digestIn(sealed, path) !== digestIn(current, path)).sort();
}

/** What is not listed is not there: after an edit, one seal may name what the other only covers. */
export const digestIn = (digests: Digests, path: string): string =>
  Object.hasOwn(digests, path) ? (digests[path] ?? 'absent') : 'absent';
