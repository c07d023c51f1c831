/** When two entries of kept states are the same. Pure. */
import type { Manifest, StateEntry } from './state-entry.ts';

/** Kind, permissions and content; what only a clock has moved is the same. */
export function isSameEntry(a: StateEntry | undefined, b: StateEntry | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  switch (a.kind) {
    case 'file':
      return b.kind === 'file' && a.mode === b.mode && a.sha256 === b.sha256;
    case 'link':
      return b.kind === 'link' && a.target === b.target;
    case 'directory':
      return b.kind === 'directory' && a.mode === b.mode;
    case 'special':
      return b.kind === 'special' && a.mode === b.mode && a.what === b.what;
  }
}

/** The same, and of the same time: a program that looks at both cannot tell one from the other. */
export function isIdenticalEntry(a: StateEntry | undefined, b: StateEntry | undefined): boolean {
  return isSameEntry(a, b) && timeOf(a) === timeOf(b);
}

const timeOf = (entry: StateEntry | undefined): string | undefined =>
  entry !== undefined && 'mtime' in entry ? entry.mtime : undefined;

/** Every path of either state, sorted: a folder comes before what is in it. */
export const pathsOfBoth = (a: Manifest, b: Manifest): string[] =>
  [...new Set([...a.keys(), ...b.keys()])].sort();

/** The paths at which the two differ, sorted; times do not count. */
export const differingPaths = (a: Manifest, b: Manifest): string[] =>
  pathsOfBoth(a, b).filter((path) => !isSameEntry(a.get(path), b.get(path)));
