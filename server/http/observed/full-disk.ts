/** Whether a disk that the service writes to has anything left. */
import { statfsSync } from 'node:fs';

/** Less than this is nothing: a database needs about as much for its next few files. */
const MIN_FREE_BYTES = 16 * 1024 * 1024;

export type FreeBytes = (directory: string) => number;

const freeBytesOf: FreeBytes = (directory) => {
  const { bavail, bsize } = statfsSync(directory);
  return bavail * bsize;
};

/** Says it in words, or `undefined`; a folder that is not there yet has no disk that could be full. */
export function fullDisk(directories: readonly string[], freeBytes = freeBytesOf): string | undefined {
  const full = directories.find((directory) => {
    try {
      return freeBytes(directory) < MIN_FREE_BYTES;
    } catch {
      return false;
    }
  });
  return full === undefined ? undefined : `the disk of ${full} is full: free some space on it`;
}
