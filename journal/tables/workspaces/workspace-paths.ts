/**
 * The paths of a thread's workspace as it was last kept: what a pattern could match, for whoever cannot look
 * for himself.
 */
import type { Journal } from '../../journal.ts';
import type { SqlClient } from '../../sql/sql.ts';

/** Enough for all sources of a large repository; what lies deepest is left out first. */
const MAX_PATHS = 20_000;

const SAVE = `
  insert into workspace_paths (thread_id, body) values ($1, $2)
  on conflict (thread_id) do update set body = excluded.body where workspace_paths.body <> excluded.body`;

export function createWorkspacePaths(client: SqlClient): Pick<Journal, 'savePaths' | 'readPaths'> {
  return {
    async savePaths(threadId, paths) {
      await client.queryRepeatable(SAVE, [threadId, JSON.stringify(limited(paths))]);
    },

    async readPaths(threadId) {
      const [row] = await client.queryRepeatable<{ body: string }>(
        'select body from workspace_paths where thread_id = $1',
        [threadId],
      );
      return row && (JSON.parse(row.body) as ReturnType<typeof limited>);
    },
  };
}

const limited = (paths: readonly string[]) => ({
  paths: [...paths].sort((a, b) => depthOf(a) - depthOf(b)).slice(0, MAX_PATHS),
  isWhole: paths.length <= MAX_PATHS,
});

const depthOf = (path: string): number => path.split('/').length;
