/** Removes what a thread has on the disk, so that nothing tells of it any more. */
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { markerPath } from '../../states/workspace-marker.ts';
import { removeTree } from '../../tree/remove-tree.ts';
import { homesIn } from './home.ts';
import { isWorkspaceId } from './workspace-id.ts';

/** Rejects when something cannot be removed; what is not there any more is no error. */
export async function removeWorkspace(workspacesDirectory: string, threadId: string): Promise<void> {
  // An id that names no workspace never had one.
  if (!isWorkspaceId(threadId)) return;
  const drafts = (await readdir(workspacesDirectory).catch(() => [])).filter((name) =>
    name.startsWith(`.new-${threadId}-`),
  );
  for (const name of [threadId, ...drafts]) await removeTree(join(workspacesDirectory, name));
  await removeTree(join(homesIn(workspacesDirectory), threadId));
  await rm(markerPath(workspacesDirectory, threadId), { force: true });
}
