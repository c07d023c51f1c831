/** Which entries of a state are written out to be committed, and what of the clone git needs for it. Pure. */
import type { Manifest, Placed, StateEntry } from '../../states/state-entry.ts';
import type { BytePath } from '../../tree/tree-paths.ts';

/** A repository's own books and git's credentials are never given out, in any spelling. */
const WITHHELD: readonly string[] = ['.git', '.git-credentials'];

const isWithheld = (path: BytePath): boolean =>
  path.split('/').some((name) => WITHHELD.includes(name.toLowerCase()));

/** Git knows of a file only whether it may be run; closed folders could not be read here. */
const asGitSees = (entry: StateEntry): StateEntry =>
  entry.kind === 'file'
    ? { ...entry, mode: (entry.mode & 0o100) === 0 ? 0o644 : 0o755 }
    : entry.kind === 'directory'
      ? { ...entry, mode: 0o755 }
      : entry;

/**
 * `submodules` keep the commits that they have: what stands in their folders is no part of the repository.
 */
export function pushedEntries(state: Manifest, submodules: readonly BytePath[]): Placed[] {
  const isInside = (path: BytePath): boolean => submodules.some((each) => path.startsWith(`${each}/`));
  return [...state].flatMap(([path, entry]) =>
    entry.kind === 'special' || isWithheld(path) || isInside(path) ? [] : [{ path, entry: asGitSees(entry) }],
  );
}

/** The objects of the clone, and where its history was cut; none of its configuration, hooks and books. */
export const clonedObjects = (given: Manifest): Placed[] =>
  [...given].flatMap(([path, entry]) =>
    (path === '.git/shallow' && entry.kind === 'file') ||
    (path.startsWith('.git/objects/') && !path.startsWith('.git/objects/info') && isPlain(entry))
      ? [{ path, entry }]
      : [],
  );

const isPlain = ({ kind }: StateEntry): boolean => kind === 'file' || kind === 'directory';
