/**
 * Work that is protected as well: every change of it refuses completion, however good it is. A protected file
 * within wider work (`src/**` with `src/main.lock` sealed) is none. Pure.
 */
import { coveredBy } from './path-pattern.ts';
import type { PatternLists } from './pattern-warnings.ts';

/** A pattern of `boundaries.writePaths`, and its place there. */
export interface ProtectedWork {
  readonly pattern: string;
  readonly index: number;
}

export function protectedWork({ verification, boundaries }: PatternLists): ProtectedWork[] {
  const isProtected = coveredBy(verification?.protectedPaths ?? []);
  return (boundaries?.writePaths ?? []).flatMap((pattern, index) =>
    isProtected(pattern) ? [{ pattern, index }] : [],
  );
}

/** One sentence for the owner, without its full stop. */
export const protectedWorkText = (work: readonly ProtectedWork[]): string =>
  `${work.map(({ pattern }) => pattern).join(', ')} is declared as the work and protected as well, so that every change of it refuses completion`;

/** What mends it, as a step for whoever set the goal. */
export const protectedWorkRemedy = (work: readonly ProtectedWork[]): string =>
  `Take ${work.map(({ pattern }) => pattern).join(', ')} out of verification.protectedPaths, or out of boundaries.writePaths: PATCH …/goal.`;
