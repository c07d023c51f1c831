/** What a workspace held: the list of its entries when the goal began, and contents of files by their digest. */
import type { Journal } from './journal.ts';
import type { SqlClient } from './sql.ts';

type WorkspaceJournal = Pick<Journal, 'saveManifest' | 'readManifest' | 'saveContents' | 'readContents'>;

const SAVE_CONTENTS = `
  insert into file_contents (thread_id, sha256, content)
  select $1, sha256, decode(content, 'base64') from unnest($2::text[], $3::text[]) as given (sha256, content)
  on conflict do nothing`;

export function createWorkspaceRecords(client: SqlClient): WorkspaceJournal {
  return {
    async saveManifest({ threadId, goalId, digests }) {
      await client.queryRepeatable(
        'insert into workspace_manifests (thread_id, goal_id, body) values ($1, $2, $3) on conflict do nothing',
        [threadId, goalId, JSON.stringify(digests)],
      );
    },

    async readManifest(goalId) {
      const [row] = await client.queryRepeatable<{ body: string }>(
        'select body from workspace_manifests where goal_id = $1',
        [goalId],
      );
      return row && (JSON.parse(row.body) as Record<string, string>);
    },

    async saveContents(threadId, contents) {
      if (contents.length === 0) return;
      await client.queryRepeatable(SAVE_CONTENTS, [
        threadId,
        contents.map(({ sha256 }) => sha256),
        contents.map(({ content }) => content.toString('base64')),
      ]);
    },

    async readContents(threadId, sha256s) {
      const rows = await client.queryRepeatable<{ sha256: string; content: string }>(
        "select sha256, encode(content, 'base64') as content from file_contents where thread_id = $1 and sha256 = any($2::text[])",
        [threadId, sha256s],
      );
      return new Map(rows.map(({ sha256, content }) => [sha256, Buffer.from(content, 'base64')]));
    },
  };
}
