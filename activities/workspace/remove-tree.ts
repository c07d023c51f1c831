/** Removes a directory tree, also one in which a command has closed directories to its own user. */
import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Links are removed, not followed; a missing tree is no error. */
export async function removeTree(directory: string): Promise<void> {
  const remove = () => rm(directory, { recursive: true, force: true });
  try {
    await remove();
  } catch {
    await run('chmod', ['-R', 'u+rwX', '--', directory]);
    await remove();
  }
}
