/** Whether a user other than the service's own can get at a path. */
import type { Stats } from 'node:fs';
import { realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { Identity } from './identity.ts';

export type Reachability =
  | { readonly ok: true }
  /** `blockedBy` is the directory that may not be entered. */
  | { readonly ok: false; readonly blockedBy: string };

/**
 * Checks that `identity` may enter every directory above `path`, as written and as resolved, by their modes
 * alone (access control lists are not looked at). The path itself may be missing: then its nearest existing
 * parent counts.
 */
export function reachableBy(identity: Identity, path: string): Reachability {
  const written = resolve(path);
  for (const directory of [...parentsOf(written), ...parentsOf(resolved(written))]) {
    const stats = statIfAllowed(directory);
    if (stats === 'denied') return { ok: false, blockedBy: directory };
    if (stats?.isDirectory() && !mayEnter(identity, stats)) return { ok: false, blockedBy: directory };
  }
  return { ok: true };
}

/** The parents stand from the root down, without `path` itself. */
function parentsOf(path: string): string[] {
  const parent = dirname(path);
  return parent === path ? [] : [...parentsOf(parent), parent];
}

/** Links are followed as far as the path exists. */
function resolved(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    const parent = dirname(path);
    return parent === path ? path : join(resolved(parent), basename(path));
  }
}

/** `denied`: not even the service itself may look there. */
function statIfAllowed(path: string): Stats | undefined | 'denied' {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return 'denied';
  }
}

function mayEnter({ uid, gid }: Identity, stats: Stats): boolean {
  if (uid === 0) return true;
  if (stats.uid === uid) return (stats.mode & 0o100) !== 0;
  if (stats.gid === gid) return (stats.mode & 0o010) !== 0;
  return (stats.mode & 0o001) !== 0;
}
