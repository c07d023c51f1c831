/** Why a file or folder that a setting names cannot be used by this process, as the end of a sentence. */
import { accessSync, constants, mkdirSync, rmdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

const { R_OK, W_OK, X_OK } = constants;

const WORDS: Readonly<Record<string, string>> = {
  ENOENT: 'is not there',
  ENOTDIR: 'is not there: a part of the path is a file',
  EACCES: 'is closed to the user of this process',
  EPERM: 'is closed to the user of this process',
  EROFS: 'is on a read-only file system',
  ENOSPC: 'cannot be made: the disk is full',
  EDQUOT: 'cannot be made: the quota of the disk is used up',
  ELOOP: 'is a link that leads to itself',
  ENAMETOOLONG: 'is too long for a path',
};

/** A folder that is there, and whose files can be listed. */
export const folderTrouble = (path: string): string | undefined => troubleIn(path, 'folder', R_OK | X_OK);

/** A file that is there, and can be read. */
export const fileTrouble = (path: string): string | undefined => troubleIn(path, 'file', R_OK);

/** A file that is there, and can be started. */
export const programTrouble = (path: string): string | undefined => troubleIn(path, 'file', X_OK);

/**
 * A folder that can be written to, or made. The first missing part of it is made, and removed again: on some
 * file systems nothing else tells.
 */
export function writableTrouble(path: string): string | undefined {
  const missing = firstMissing(path);
  if (missing === undefined) return troubleIn(path, 'folder', R_OK | W_OK | X_OK);
  const trouble = troubleOf(() => mkdirSync(missing)) ?? troubleOf(() => rmdirSync(missing));
  return trouble === WORDS.ENOENT ? 'cannot be made: nothing can be made there' : trouble;
}

/**
 * A cache that is there only has to be readable: an image or another user may have filled it, and what still
 * has to be fetched says for itself that it cannot be kept.
 */
export const cacheTrouble = (path: string): string | undefined =>
  firstMissing(path) === undefined ? folderTrouble(path) : writableTrouble(path);

/** `undefined`: all of it is there, or a part of it is no folder. */
function firstMissing(path: string): string | undefined {
  let missing: string | undefined;
  for (let part = path; !isThere(part); part = dirname(part)) {
    missing = part;
    if (part === dirname(part)) break;
  }
  return missing;
}

function isThere(path: string): boolean {
  try {
    return statSync(path) !== undefined;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ENOENT';
  }
}

function troubleIn(path: string, kind: 'file' | 'folder', mode: number): string | undefined {
  let isOther = false;
  const trouble = troubleOf(() => {
    const status = statSync(path);
    isOther = kind === 'folder' ? !status.isDirectory() : status.isDirectory();
    if (!isOther) accessSync(path, mode);
  });
  return isOther ? `is no ${kind}` : trouble;
}

function troubleOf(work: () => void): string | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    return WORDS[code] ?? `cannot be used (${code})`;
  }
}
