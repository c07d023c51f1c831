/** What the files that a check read mean to its contract. Pure. */

import { type BytePath, displayPath } from '../../tree/tree-paths.ts';
import type { ReadSet } from '../../workflows/evidence/workspace-changes.ts';
import type { ChangedFile } from '../accepted/changed-files.ts';

const MAX_NAMED_FILES = 500;
const MAX_LISTED = 100;

/**
 * `comesFirst`: what a person has to be asked about, kept where lists are cut: whoever has a program read a
 * hundred other files must not push such a one off the end.
 */
export function readSetOf(
  read: readonly BytePath[],
  changes: readonly ChangedFile[],
  kindOf: (path: BytePath) => ChangedFile['kind'],
  comesFirst: (path: BytePath) => boolean = () => false,
): ReadSet {
  const changedPaths = new Set(changes.map(({ path }) => path));
  const found = read.map((path) => ({
    path: displayPath(path),
    kind: kindOf(path),
    comesFirst: comesFirst(path),
  }));
  const changed = found.filter(({ path }) => changedPaths.has(path));
  const isLoose = ({ kind }: { readonly kind: ChangedFile['kind'] }): boolean =>
    kind !== 'protected' && kind !== 'declared';
  return {
    known: true,
    count: read.length,
    files: names(found, MAX_NAMED_FILES),
    changed: names(changed, MAX_LISTED),
    undeclared: names(changed.filter(isLoose), MAX_LISTED),
    unprotected: names(found.filter(isLoose), MAX_LISTED),
  };
}

interface Found {
  readonly path: string;
  readonly comesFirst: boolean;
}

/** Names keep the order of the files, whichever of them are kept. */
function names(files: readonly Found[], max: number): string[] {
  const first = files.filter(({ comesFirst }) => comesFirst).slice(0, max);
  const rest = files.filter(({ comesFirst }) => !comesFirst).slice(0, max - first.length);
  const kept = new Set([...first, ...rest]);
  return files.filter((file) => kept.has(file)).map(({ path }) => path);
}
