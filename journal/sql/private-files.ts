/** Closes what is in a directory to all other users, whatever the umask was when it was made. */
import { chmod, lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';

const OTHERS = 0o077;
const PRIVATE_DIRECTORY = 0o700;

/** The directory and all below it; links are left alone. What goes away meanwhile is passed over. */
export async function closeToOthers(directory: string): Promise<void> {
  await closeEntry(directory);
  for (const entry of await readdir(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) await closeToOthers(path);
    else if (entry.isFile()) await closeEntry(path);
  }
}

async function closeEntry(path: string): Promise<void> {
  try {
    const stats = await lstat(path);
    const mode = stats.isDirectory() ? PRIVATE_DIRECTORY : stats.mode & 0o700;
    if ((stats.mode & OTHERS) !== 0) await chmod(path, mode);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}
