/**
 * Protected paths: what the accepted state has there is sealed, the absence of what it lacks included. A
 * pattern that is added by an edit seals the accepted state too: whatever was done before somebody thought of
 * protecting it is a change. Pure.
 */
import { differingPaths } from '../../states/compare-entries.ts';
import type { Manifest } from '../../states/state-entry.ts';
import type { BytePath } from '../../tree/tree-paths.ts';
import { foldersAbove } from './changed-files.ts';
import type { PathFilter } from './path-filter.ts';
import { isToolCache } from './tool-caches.ts';

/**
 * Sealed entries that are not what was accepted; sorted. What a tool's cache has added does not count, nor
 * the folders that were made for it: checks run without them, and running the tests by hand leaves them
 * behind.
 */
export function changedSealed(accepted: Manifest, current: Manifest, isProtected: PathFilter): BytePath[] {
  const changed = differingPaths(accepted, current).filter(isProtected);
  const isCache = (path: BytePath): boolean => !accepted.has(path) && isToolCache(path);
  const withChanges = foldersAbove(changed);
  const withOthers = foldersAbove(changed.filter((path) => !withChanges.has(path) && !isCache(path)));
  const isForCaches = (path: BytePath): boolean =>
    !accepted.has(path) && withChanges.has(path) && !withOthers.has(path);
  return changed.filter((path) => !isCache(path) && !isForCaches(path));
}
