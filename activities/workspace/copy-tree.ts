/** Copies a directory tree with the system's `cp`: links as links, several times faster on large trees than Node's own. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Fills `to`, which exists, with what is in `from`. Modes and times are kept; everything then belongs to `owner` when one
 * is given. `to` itself becomes private to its owner. Rejects with what `cp` complained about.
 */
export async function copyTree(
  from: string,
  to: string,
  owner?: { readonly uid: number; readonly gid: number },
): Promise<void> {
  await run('cp', ['-dR', '--preserve=mode,timestamps,links', '--reflink=auto', '--', `${from}/.`, to]);
  // `cp` gave the copy the mode of the original.
  await run('chmod', ['u=rwx,go=', '--', to]);
  if (owner !== undefined)
    await run('chown', ['-R', '-P', '--no-dereference', `${owner.uid}:${owner.gid}`, '--', to]);
}
