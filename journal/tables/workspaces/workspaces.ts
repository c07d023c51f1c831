/**
 * Which workspaces were made, by which worker where, and with which directories of workspaces workers have
 * started.
 */
import type { Journal } from '../../journal.ts';
import type { MadeWorkspace, WorkspaceSet } from '../../rows/workspace-row.ts';
import type { SqlClient } from '../../sql/sql.ts';

type WorkspaceJournal = Pick<
  Journal,
  'keepWorkspace' | 'readWorkspace' | 'startWorkspaceSet' | 'listOtherSets'
>;

const READ = `
  select workspace_id as "workspaceId", set_id as "setId", worker, directory from workspaces where thread_id = $1`;

/** One that holds nothing of a living thread is of interest only while its worker may still be up. */
const OTHERS = `
  select set_id as "setId", worker, directory, held.threads from workspace_sets
  cross join lateral (
    select count(*)::integer as threads from workspaces join threads using (thread_id)
    where workspaces.set_id = workspace_sets.set_id and archived_at is null
  ) as held
  where set_id <> $1 and (held.threads > 0 or started_at > now() - interval '30 days')
  order by started_at desc limit 10`;

export function createWorkspaceTables(client: SqlClient): WorkspaceJournal {
  const readWorkspace = async (threadId: string): Promise<MadeWorkspace | undefined> =>
    (await client.queryRepeatable<MadeWorkspace>(READ, [threadId]))[0];
  return {
    readWorkspace,

    async keepWorkspace(threadId, made) {
      const { workspaceId, setId, worker, directory } = made;
      await client.queryRepeatable(
        `insert into workspaces (thread_id, workspace_id, set_id, worker, directory, tenant_id)
         values ($1, $2, $3, $4, $5, coalesce((select tenant_id from threads where thread_id = $1), 'default'))
         on conflict do nothing`,
        [threadId, workspaceId, setId, worker, directory],
      );
      return (await readWorkspace(threadId)) ?? made;
    },

    async startWorkspaceSet({ setId, worker, directory }) {
      await client.queryRepeatable(
        `insert into workspace_sets (set_id, worker, directory) values ($1, $2, $3)
         on conflict (set_id) do update set worker = $2, directory = $3, started_at = now()`,
        [setId, worker, directory],
      );
    },

    listOtherSets: (setId) =>
      client.queryRepeatable<WorkspaceSet & { readonly threads: number }>(OTHERS, [setId]),
  };
}
