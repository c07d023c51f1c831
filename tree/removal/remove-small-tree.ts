/** Removes a small tree without another process, for the reason that `small-bounds.ts` gives. */
import { closeSync, lstatSync, openSync, readdirSync, rmdirSync, unlinkSync } from 'node:fs';
import { pathBelow, READ_FOLDER } from '../held-path.ts';
import { SMALL_ENTRIES, SMALL_LEVELS, SMALL_WITHIN_MS } from '../small-bounds.ts';

interface Removal {
  leftEntries: number;
  readonly untilMs: number;
}

/**
 * Whether nothing stands at the path any more. Links are removed, not followed, not even those that are put
 * there meanwhile. Where it is `false`, a part may be gone already.
 */
export function removeSmallTree(path: string | Buffer, withinMs = SMALL_WITHIN_MS): boolean {
  try {
    const removal = { leftEntries: SMALL_ENTRIES, untilMs: performance.now() + withinMs };
    return !isThere(path) || removeEntry(removal, path, 0);
  } catch {
    return false;
  }
}

const isThere = (path: string | Buffer): boolean => lstatSync(path, { throwIfNoEntry: false }) !== undefined;

/** Whether it fits. Throws what the system says. */
function removeEntry(removal: Removal, path: string | Buffer, level: number): boolean {
  if (!lstatSync(path).isDirectory()) {
    unlinkSync(path);
    return true;
  }
  const held = openSync(path, READ_FOLDER);
  try {
    const names = readdirSync(pathBelow(held, '.'), { encoding: 'buffer' });
    removal.leftEntries -= names.length;
    if (removal.leftEntries < 0 || level > SMALL_LEVELS) return false;
    for (const name of names) {
      if (performance.now() > removal.untilMs) return false;
      if (!removeEntry(removal, pathBelow(held, name.toString('latin1')), level + 1)) return false;
    }
  } finally {
    closeSync(held);
  }
  rmdirSync(path);
  return true;
}
