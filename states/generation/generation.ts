/**
 * Announces a sweep to every process that uses a store: what they remember of it from before is no reason to
 * rely on anything being there.
 */
import { randomUUID } from 'node:crypto';
import { lstat, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const placeIn = (directory: string): string => join(directory, 'generation');

/** '' while none was ever announced. */
export const readGeneration = (directory: string): Promise<string> =>
  readFile(placeIn(directory), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });

/**
 * Resolves with the time of the announcement, by the clock of the store's own disk. What is kept from then on
 * counts as wanted since. It is a whole millisecond, rounded down: whoever marks a file as wanted gives it a
 * time of whole milliseconds, which would seem older than an announcement of the same millisecond.
 */
export async function announceSweep(directory: string): Promise<number> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const id = randomUUID();
  const draft = `${placeIn(directory)}-${id}`;
  await writeFile(draft, id, { flag: 'wx', mode: 0o600 });
  await rename(draft, placeIn(directory));
  return Math.floor((await lstat(placeIn(directory))).mtimeMs);
}
