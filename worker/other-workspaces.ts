/**
 * Whether other workers of this journal keep their workspaces elsewhere: threads that began there cannot go
 * on here.
 */
import type { Journal } from '../journal/journal.ts';
import type { WorkspaceSet } from '../journal/rows/workspace-row.ts';

type SetJournal = Pick<Journal, 'listOtherSets' | 'startWorkspaceSet'>;

/** Says so of each of them, and lets later workers know of this one. */
export async function compareWorkspaces(
  journal: SetJournal,
  own: WorkspaceSet,
  warn: (message: string) => void,
): Promise<void> {
  for (const other of await journal.listOtherSets(own.setId)) warn(otherWorkspaces(own, other));
  await journal.startWorkspaceSet(own);
}

export function otherWorkspaces(
  own: WorkspaceSet,
  { worker, directory, threads }: WorkspaceSet & { readonly threads: number },
): string {
  const held =
    threads === 0
      ? ''
      : `, which holds the workspaces of ${threads} living ${threads === 1 ? 'thread' : 'threads'}`;
  return (
    `The workspaces' directory of this worker (${own.directory} on ${own.worker}) is not the one that worker ${worker} has ` +
    `started with (${directory}${held}). A thread whose workspace is there is blocked here as workspaceLost: give all workers ` +
    'of the task queue the same GOALKEEPER_WORKSPACES_DIR, on one shared file system (docs/running.md).'
  );
}
