/**
 * Whether other workers of this journal keep their workspaces elsewhere: threads that began there cannot go
 * on here.
 */
import type { Journal } from '../journal/journal.ts';
import type { WorkspaceSet } from '../journal/rows/workspace-row.ts';
import { untilPostgresAnswers } from '../process/open-shared-journal.ts';

type SetJournal = Pick<Journal, 'listOtherSets' | 'startWorkspaceSet'>;

/**
 * Says so of each of them, and lets later workers know of this one. Waits for a database that has a name;
 * without one the journal is the process's own.
 */
export async function compareWorkspaces(
  journal: SetJournal,
  own: WorkspaceSet,
  warn: (message: string) => void,
  databaseUrl?: string,
): Promise<void> {
  const compare = async () => {
    const others = await journal.listOtherSets(own.setId);
    await journal.startWorkspaceSet(own);
    return others;
  };
  const others = await (databaseUrl === undefined
    ? compare()
    : untilPostgresAnswers(databaseUrl, compare, warn));
  for (const other of others) warn(otherWorkspaces(own, other));
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
