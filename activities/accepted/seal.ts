/**
 * Protected paths: what the accepted state has there is sealed, the absence of what it lacks included. A pattern that is
 * added by an edit seals the accepted state too: whatever was done before somebody thought of protecting it is a change. Pure.
 */
import { differingPaths } from '../states/compare-entries.ts';
import type { Manifest } from '../states/state-entry.ts';
import type { BytePath } from '../workspace/tree-paths.ts';
import type { PathFilter } from './path-filter.ts';
import { isToolCache } from './tool-caches.ts';

/**
 * Sealed entries that are not what was accepted; sorted. What a tool's cache has added does not count: checks run without
 * it, and running the tests by hand leaves it behind.
 */
export const changedSealed = (accepted: Manifest, current: Manifest, isProtected: PathFilter): BytePath[] =>
  differingPaths(accepted, current).filter(
    (path) => isProtected(path) && (accepted.has(path) || !isToolCache(path)),
  );
