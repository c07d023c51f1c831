/** A look at a small tree without another process, for the reason that `small-bounds.ts` gives. */
import { type BigIntStats, closeSync, lstatSync, openSync, readdirSync } from 'node:fs';
import { pathBelow, READ_FOLDER } from '../held-path.ts';
import { SMALL_ENTRIES, SMALL_LEVELS, SMALL_WITHIN_MS } from '../small-bounds.ts';
import type { BytePath } from '../tree-paths.ts';
import type { EntryStamp, Tree } from './entry-stamp.ts';

/**
 * The same as `findTree` gives, each folder before what is in it. `undefined`: the tree is no small one, or
 * changes, or cannot be read whole; then `find` says what is the matter.
 */
export function smallTree(directory: string, withinMs = SMALL_WITHIN_MS): Tree | undefined {
  const entries = new Map<BytePath, EntryStamp>();
  try {
    const root = stampOf(lstatSync(directory, { bigint: true }));
    if (root?.kind !== 'd') return undefined;
    const untilMs = performance.now() + withinMs;
    return addFolder({ entries, untilMs }, directory, '', 0) ? { root, entries } : undefined;
  } catch {
    return undefined;
  }
}

interface Look {
  readonly entries: Map<BytePath, EntryStamp>;
  readonly untilMs: number;
}

/** Whether all that is below fits. Throws what the system says. */
function addFolder(look: Look, folder: string | Buffer, prefix: BytePath, level: number): boolean {
  const held = openSync(folder, READ_FOLDER);
  try {
    const names = readdirSync(pathBelow(held, '.'), { encoding: 'buffer' });
    const { entries, untilMs } = look;
    if (entries.size + names.length > SMALL_ENTRIES || level > SMALL_LEVELS) return false;
    for (const name of names.map((bytes) => bytes.toString('latin1'))) {
      const path = pathBelow(held, name);
      const stamp = stampOf(lstatSync(path, { bigint: true }));
      if (stamp === undefined || performance.now() > untilMs) return false;
      entries.set(`${prefix}${name}`, stamp);
      if (stamp.kind === 'd' && !addFolder(look, path, `${prefix}${name}/`, level + 1)) return false;
    }
    return true;
  } finally {
    closeSync(held);
  }
}

/** `undefined`: a time before 1970, which only `find` writes as it does. */
function stampOf(stats: BigIntStats): EntryStamp | undefined {
  const { mtimeNs, ctimeNs, atimeNs } = stats;
  if ([mtimeNs, ctimeNs, atimeNs].some((time) => time < 0n)) return undefined;
  return {
    kind: kindOf(stats),
    mode: (stats.mode & 0o7777n).toString(8),
    inode: String(stats.ino),
    size: String(stats.size),
    mtime: seconds(mtimeNs),
    ctime: seconds(ctimeNs),
    atime: seconds(atimeNs),
  };
}

function kindOf(stats: BigIntStats): string {
  if (stats.isFile()) return 'f';
  if (stats.isDirectory()) return 'd';
  if (stats.isSymbolicLink()) return 'l';
  if (stats.isFIFO()) return 'p';
  if (stats.isSocket()) return 's';
  return stats.isCharacterDevice() ? 'c' : 'b';
}

const SECOND_NS = 1_000_000_000n;
const seconds = (timeNs: bigint): string =>
  `${timeNs / SECOND_NS}.${String(timeNs % SECOND_NS).padStart(9, '0')}`;
