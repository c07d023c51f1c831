/** Removes HOME directories of threads that are archived: one that is reopened gets a new one. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { discardTree } from '../../tree/remove-tree.ts';
import { homesIn } from './home.ts';

const BATCH = 500;

/** `archivedAmong`: which of these threads are archived. Never rejects. */
export async function sweepHomes(
  workspacesDirectory: string,
  archivedAmong: (threadIds: readonly string[]) => Promise<readonly string[]>,
): Promise<void> {
  const homes = homesIn(workspacesDirectory);
  const names = await readdir(homes).catch(() => []);
  for (let first = 0; first < names.length; first += BATCH) {
    const archived = await archivedAmong(names.slice(first, first + BATCH)).catch(() => []);
    for (const threadId of archived) await discardTree(join(homes, threadId));
  }
}
