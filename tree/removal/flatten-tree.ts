/**
 * Removes a directory tree of any depth, in time proportional to its entries: each folder is moved to the top
 * before it is looked into, so that no path is long. The system's `rm` takes hours for a million nested
 * folders.
 */
import { randomBytes } from 'node:crypto';
import { chmod, lstat, readdir, rename, rmdir, unlink } from 'node:fs/promises';

const OPEN_MODE = 0o700;

/** Links are removed, not followed. Nothing runs in the tree meanwhile. */
export async function flattenTree(directory: Buffer): Promise<void> {
  const prefix = randomBytes(8).toString('hex');
  let moved = 0;
  const pending: Buffer[] = [directory];
  for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
    await chmod(folder, OPEN_MODE);
    for (const entry of await readdir(folder, { encoding: 'buffer' })) {
      const path = childOf(folder, entry);
      if (!(await lstat(path)).isDirectory()) await unlink(path);
      else {
        // A folder that is closed cannot be moved by its owner.
        await chmod(path, OPEN_MODE);
        moved += 1;
        const top = childOf(directory, Buffer.from(`${prefix}-${moved}`));
        await rename(path, top);
        pending.push(top);
      }
    }
    if (folder !== directory) await rmdir(folder);
  }
  await rmdir(directory);
}

const childOf = (directory: Buffer, name: Buffer): Buffer =>
  Buffer.concat([directory, Buffer.from('/'), name]);
