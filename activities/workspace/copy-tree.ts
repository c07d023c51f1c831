/** Copies directory trees with the system's `cp`: links as links, several times faster on large trees than Node's own. */
import { execFile } from 'node:child_process';
import { lstat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { feedPaths } from './feed-paths.ts';
import { type Owner, placeEntry } from './place-entry.ts';
import { type BytePath, toHostPath } from './tree-paths.ts';

const run = promisify(execFile);

const AS_THEY_ARE = ['-dR', '--preserve=mode,timestamps,links', '--reflink=auto'];

/**
 * Fills `to`, which exists, with what is in `from`. Modes and times are kept; everything then belongs to `owner` when one
 * is given. `to` itself becomes private to its owner. Rejects with what `cp` complained about.
 */
export async function copyTree(from: string, to: string, owner?: Owner): Promise<void> {
  await run('cp', [...AS_THEY_ARE, '--', `${from}/.`, to]);
  // `cp` gave the copy the mode of the original.
  await run('chmod', ['u=rwx,go=', '--', to]);
  if (owner !== undefined)
    await run('chown', ['-R', '-P', '--no-dereference', `${owner.uid}:${owner.gid}`, '--', to]);
}

/**
 * Makes single entries of `to` as they are in `from`: a directory without what is below it; what is missing in `from` is
 * removed. Whatever stands in the way goes, and no link in `to` is followed.
 */
export async function copyEntries(
  from: string,
  to: string,
  paths: readonly BytePath[],
  owner?: Owner,
): Promise<void> {
  const files: BytePath[] = [];
  // A directory before what is in it.
  for (const path of [...paths].sort()) {
    const stats = await lstat(toHostPath(from, path)).catch(() => undefined);
    if (stats?.isDirectory())
      await placeEntry(to, path, { kind: 'directory', mode: stats.mode & 0o7777 }, owner);
    else await placeEntry(to, path, { kind: 'absent' });
    if (stats !== undefined && !stats.isDirectory()) files.push(path);
  }
  await feedPaths(from, ['cp', '--parents', ...AS_THEY_ARE, '-t', to], files);
  if (owner !== undefined) await feedPaths(to, ['chown', '-h', `${owner.uid}:${owner.gid}`], files);
}
