/**
 * Patterns that match nothing of a workspace: what protects nothing that is there has to be named, or nobody
 * hears of it. Pure.
 */
import { defined } from '../../../objects/defined.ts';
import { RUNNERS } from '../command-line/runners.ts';
import { folded } from './near-names.ts';
import { nearPattern } from './near-pattern.ts';
import { bytesOf } from './path-bytes.ts';
import { isGlob, segmentsOf } from './path-pattern.ts';
import { matchesIn, pathTree } from './path-tree.ts';

/** What a workspace holds, as far as that is known. */
export interface KnownPaths {
  /** Paths stand as records show them, folders included or not; those nearest to the root first. */
  readonly paths: readonly string[];
  /** `false`: there are more, further down. */
  readonly isWhole: boolean;
}

export interface UnmatchedPattern {
  readonly pattern: string;
  /** Its place in the list. */
  readonly index: number;
  /**
   * It names one path, or a runner's configuration that may well be absent: sealed as such, and meant so as
   * far as can be told.
   */
  readonly sealsAbsence: boolean;
  /** What may have been meant: a pattern that does match. */
  readonly hint?: string;
}

/** A hint takes a while, and whoever has this many patterns that match nothing has another problem. */
const MAX_HINTS = 10;

export function unmatchedPatterns(
  patterns: readonly string[],
  { paths, isWhole }: KnownPaths,
): UnmatchedPattern[] {
  if (patterns.length === 0) return [];
  const tree = pathTree(paths);
  const isDecided = isWhole ? () => true : reachesTo(paths);
  return patterns
    .map((pattern, index) => ({ pattern, index }))
    .filter(({ pattern }) => isDecided(pattern) && !matchesIn(tree, segmentsOf(pattern).map(bytesOf)))
    .map((unmatched, position) => {
      const hint =
        position < MAX_HINTS
          ? hintFor(unmatched.pattern, () => nearPattern(unmatched.pattern, tree))
          : undefined;
      const sealsAbsence =
        hint === undefined && (!isGlob(unmatched.pattern) || isConfiguration(unmatched.pattern));
      return { ...unmatched, sealsAbsence, ...defined({ hint }) };
    });
}

/** `.npmrc` is not `.nvmrc`: whoever names a runner's own file means it, however near another one comes. */
function hintFor(pattern: string, near: () => string | undefined): string | undefined {
  const hint = near();
  if (hint === undefined || !isConfiguration(pattern)) return hint;
  return folded(hint) === folded(pattern) ? hint : undefined;
}

const lastName = (pattern: string): string => segmentsOf(pattern).at(-1) ?? '';

const CONFIGURATIONS = new Set(
  Object.values(RUNNERS).flatMap(({ reads, mayRead }) => [...reads, ...mayRead].map(lastName)),
);

const isConfiguration = (pattern: string): boolean => CONFIGURATIONS.has(lastName(pattern));

/** A list that was cut has all paths but those of its greatest depth; deeper patterns cannot be told. */
function reachesTo(paths: readonly string[]): (pattern: string) => boolean {
  const depth = paths.reduce((most, path) => Math.max(most, segmentsOf(path).length), 0) - 1;
  return (pattern) => !pattern.includes('**') && segmentsOf(pattern).length <= depth;
}
