/**
 * Puts a fetched folder in place in one step: others see all of it or nothing, also when a process is killed
 * midway.
 */
import { chmod, mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { thrownText } from './thrown.ts';

const abandonedAfterMs = 60 * 60 * 1000;

/**
 * Lets `fill` build the folder beside `target` and renames it there. A folder that is already at `target` is
 * replaced, unless `isUsable` accepts it: then another process was faster.
 */
export async function keepWhole(
  target: string,
  fill: (directory: string) => Promise<void>,
  isUsable: () => Promise<boolean>,
): Promise<void> {
  const parent = dirname(resolve(target));
  const prefix = `.fetching-${basename(target)}-`;
  await makeReadableFolder(parent);
  await removeAbandoned(parent, prefix);
  const scratch = await mkdtemp(join(parent, prefix));
  try {
    const whole = join(scratch, 'whole');
    await makeReadableFolder(whole);
    await fill(whole);
    await moveTo(target, whole, scratch, isUsable);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function moveTo(
  target: string,
  whole: string,
  scratch: string,
  isUsable: () => Promise<boolean>,
): Promise<void> {
  // Bounded: two processes that both replace a broken folder may get in each other's way a few times.
  for (let attempt = 0; ; attempt += 1) {
    try {
      await rename(whole, target);
      return;
    } catch (error) {
      if (attempt === 5 || !isOccupied(error)) throw error;
    }
    if (await isUsable()) return;
    await rename(target, join(scratch, `broken-${attempt}`)).catch((error: unknown) => {
      if (!isMissing(error)) throw error;
    });
  }
}

/**
 * A strict umask must not hide the parts from the user that the sandbox runs as. Folders that exist stay as
 * they are.
 */
async function makeReadableFolder(path: string): Promise<void> {
  const first = await mkdir(path, { recursive: true });
  if (first === undefined) return;
  for (let folder = path; folder.length >= first.length; folder = dirname(folder)) await chmod(folder, 0o755);
}

/** Folders of processes that were killed while they fetched. */
async function removeAbandoned(parent: string, prefix: string): Promise<void> {
  for (const name of await readdir(parent)) {
    if (!name.startsWith(prefix)) continue;
    const path = join(parent, name);
    const age = await stat(path).then(
      ({ mtimeMs }) => Date.now() - mtimeMs,
      () => 0,
    );
    if (age > abandonedAfterMs) await rm(path, { recursive: true, force: true });
  }
}

const isOccupied = (error: unknown): boolean =>
  ['ENOTEMPTY', 'EEXIST', 'ENOTDIR'].includes(thrownText(error, 'code') ?? '');
const isMissing = (error: unknown): boolean => thrownText(error, 'code') === 'ENOENT';
