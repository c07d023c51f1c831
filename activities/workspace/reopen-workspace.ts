/** A workspace that a command has closed, in one slip, to itself and to every command after it. */
import { chmod, lstat } from 'node:fs/promises';

/** What its owner needs to enter it, to see what is in it, and to write there. */
const OWNER = 0o700;

/**
 * Gives the owner of the workspace's own folder back what a command has taken away, and tells whether
 * anything was; nothing below it is touched, which whoever can enter it can mend. One that is not there, or
 * is no directory, is left to those who look for it. Only the service can write to the folder in which the
 * workspace stands, so that it is not exchanged for a link meanwhile.
 */
export async function reopenWorkspace(directory: string): Promise<boolean> {
  const found = await lstat(directory).catch(() => undefined);
  if (found === undefined || !found.isDirectory() || (found.mode & OWNER) === OWNER) return false;
  await chmod(directory, (found.mode & 0o7777) | OWNER);
  return true;
}
