/** Which files of a workspace are not what they were when its goal was set. Pure. */
import type { WorkspaceChanges } from '../../workflows/workspace-changes.ts';
import { type BytePath, shownPath } from '../workspace/tree-paths.ts';
import { type Digests, digestIn } from './seal.ts';

export type ChangedFile = WorkspaceChanges['files'][number];

/** Sorted by path. Directories are not files: what is in them counts, they themselves do not. */
export function changedFiles(
  before: Digests,
  now: Digests,
  kindOf: (path: BytePath) => ChangedFile['kind'],
): ChangedFile[] {
  const paths = new Set([...Object.keys(before), ...Object.keys(now)]);
  return [...paths].sort().flatMap((path): ChangedFile[] => {
    const was = fileDigest(digestIn(before, path));
    const is = fileDigest(digestIn(now, path));
    if (was === is) return [];
    const change = was === undefined ? 'added' : is === undefined ? 'removed' : 'modified';
    return [{ path, change, kind: kindOf(shownPath(path)) }];
  });
}

const fileDigest = (digest: string): string | undefined =>
  digest === 'absent' || digest.startsWith('directory ') ? undefined : digest;

const MAX_NAMED_FILES = 500;

/** As the journal keeps it: the files of which most depends come first when not all fit. */
export function workspaceChanges(files: readonly ChangedFile[]): WorkspaceChanges {
  const order = ['protected', 'configuration', 'other', 'declared'];
  const named = [...files].sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
  const kept = new Set(named.slice(0, MAX_NAMED_FILES));
  return { count: files.length, files: files.filter((file) => kept.has(file)) };
}
