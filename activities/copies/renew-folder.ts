/** Gives a folder a new inode and keeps what is in it: nothing that hangs on the old inode stays. */
import { chmod, lchown, lstat, mkdir, readdir, rename, rmdir } from 'node:fs/promises';
import type { Owner } from '../../tree/owner.ts';
import { discardTree } from '../../tree/remove-tree.ts';
import { withShortPath } from '../../tree/short-path.ts';
import { toHostPath } from '../../tree/tree-paths.ts';

const OPEN_MODE = 0o700;

/** Moves everything to `fresh`, an empty directory, which then belongs to `owner`; `old` is left empty. */
export async function renewRoot(old: string, fresh: string, owner: Owner): Promise<void> {
  await moveChildren(Buffer.from(old), Buffer.from(fresh));
  await lchown(fresh, owner.uid, owner.gid);
}

/**
 * The folder above it is a real one; a folder that is missing is made. Its mode is open to its owner
 * afterwards.
 */
export async function renewFolder(
  directory: string,
  path: string,
  { owner, makeEmpty }: { readonly owner?: Owner | undefined; makeEmpty(): Promise<string> },
): Promise<void> {
  await withShortPath(toHostPath(directory, path), async (host) => {
    const isThere = (await lstat(host).catch(() => undefined))?.isDirectory() === true;
    if (isThere) {
      const staging = await makeEmpty();
      try {
        const fresh = Buffer.from(`${staging}/folder`);
        await mkdir(fresh, OPEN_MODE);
        await moveChildren(host, fresh);
        await rmdir(host);
        await rename(fresh, host);
      } finally {
        await discardTree(staging);
      }
    } else await mkdir(host, OPEN_MODE);
    if (owner !== undefined) await lchown(host, owner.uid, owner.gid);
  });
}

async function moveChildren(from: Buffer, to: Buffer): Promise<void> {
  await chmod(from, OPEN_MODE);
  for (const name of await readdir(from, { encoding: 'buffer' }))
    await rename(childOf(from, name), childOf(to, name));
}

const childOf = (directory: Buffer, name: Buffer): Buffer =>
  Buffer.concat([directory, Buffer.from('/'), name]);
