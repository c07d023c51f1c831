/** What has to be placed to make one tree of another. Pure. */
import { isIdenticalEntry, pathsOfBoth } from '../../states/compare-entries.ts';
import type { Manifest, Placed, StateEntry } from '../../states/state-entry.ts';
import { foldersOnTheWay } from '../../tree/folders-on-the-way.ts';
import type { BytePath } from '../../tree/tree-paths.ts';

/** Folders come along whenever something in them changes, since that moves their time. */
export function planReplacement(current: Manifest, wanted: Manifest): Placed[] {
  const changed = pathsOfBoth(current, wanted).filter(
    (path) => !isIdenticalEntry(current.get(path), wanted.get(path)),
  );
  const folders = changed.flatMap(foldersOnTheWay).filter((path) => wanted.get(path)?.kind === 'directory');
  return [...new Set([...changed, ...folders])].sort().map((path) => ({
    path,
    entry: wanted.get(path) ?? { kind: 'absent' as const },
  }));
}

const FOLDER_MODE = 0o755;

/** The tree with these entries in it: folders for them are made, and what stands in their way goes. */
export function withEntries(tree: Manifest, placed: readonly Placed[]): Manifest {
  const entries = new Map<BytePath, StateEntry>(tree);
  const removeBelow = (path: BytePath): void => {
    for (const other of [...entries.keys()]) if (other.startsWith(`${path}/`)) entries.delete(other);
  };
  for (const { path, entry } of placed) {
    if (entry.kind !== 'directory') removeBelow(path);
    if (entry.kind === 'absent') {
      entries.delete(path);
      continue;
    }
    for (const folder of foldersOnTheWay(path))
      if (entries.get(folder)?.kind !== 'directory')
        entries.set(folder, { kind: 'directory', mode: FOLDER_MODE, mtime: timeOf(entry) });
    entries.set(path, entry);
  }
  return new Map([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));
}

const timeOf = (entry: StateEntry): string =>
  'mtime' in entry && entry.mtime !== undefined ? entry.mtime : '0.000000000';
