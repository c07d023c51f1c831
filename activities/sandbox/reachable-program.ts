/** Gives the sandbox's user a program that the service's own user alone can reach. */
import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { chmod, copyFile, mkdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Identity } from './identity.ts';
import { reachableBy } from './reachable-by.ts';

/**
 * `path` itself when `identity` can reach it; else the path of a copy under `<cacheDirectory>/<label>/`, made
 * once. A copy of another size is replaced; callers name the version in `label`. Throws when no copy can be
 * made.
 */
export async function reachableProgram(
  path: string,
  identity: Identity,
  cacheDirectory: string,
  label: string,
): Promise<string> {
  if (reachableBy(identity, path).ok) return path;
  const copy = join(cacheDirectory, label, basename(path));
  const isDone = (await sizeOf(copy)) === (await sizeOf(path));
  if (!isDone) await copyWhole(path, copy);
  const reachability = reachableBy(identity, copy);
  if (reachability.ok) return copy;
  throw new Error(
    `User ${identity.uid} cannot reach ${path}, nor its copy ${copy}: ${reachability.blockedBy} is closed to it. ` +
      'Set GOALKEEPER_CACHE_DIR to a directory that every user can enter.',
  );
}

/** Never leaves half a copy under the final name, also when two processes do this at once. */
async function copyWhole(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true, mode: 0o755 });
  const temporary = `${to}.${randomUUID()}.part`;
  try {
    await copyFile(from, temporary, constants.COPYFILE_FICLONE);
    await chmod(temporary, 0o755);
    await rename(temporary, to);
  } finally {
    await rm(temporary, { force: true });
  }
}

const sizeOf = async (path: string): Promise<number | undefined> =>
  (await stat(path).catch(() => undefined))?.size;
