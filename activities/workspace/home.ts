/**
 * The HOME of a thread's commands: outside of its workspace, so that what tools leave there is no part of the
 * work.
 */
import { chmod, lchown, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Owner } from '../../tree/owner.ts';
import { modeAbove } from './shared-mode.ts';
import { isWorkspaceId } from './workspace-id.ts';

const HOMES = '.homes';

export const homesIn = (workspacesDirectory: string): string => join(workspacesDirectory, HOMES);

/**
 * Made on demand, private to the commands' user, kept between calls. Throws on an id that cannot name a
 * directory.
 */
export async function ensureHome(
  workspacesDirectory: string,
  threadId: string,
  owner?: Owner,
): Promise<string> {
  if (!isWorkspaceId(threadId)) throw new Error(`${JSON.stringify(threadId)} cannot name a directory.`);
  const home = join(homesIn(workspacesDirectory), threadId);
  const firstCreated = await mkdir(home, { recursive: true, mode: modeAbove(owner) });
  // Only by whom it was made: a mode that a command gave it stays.
  if (firstCreated === undefined) return home;
  await chmod(home, 0o700);
  if (owner !== undefined) await lchown(home, owner.uid, owner.gid);
  return home;
}
