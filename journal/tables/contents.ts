/**
 * What files of hidden checks hold, by thread and SHA-256: contracts name them, and the model never sees
 * them.
 */
import { createHash } from 'node:crypto';
import type { Journal } from '../journal.ts';
import type { SqlClient } from '../sql/sql.ts';

const SAVE = `
  insert into contents (thread_id, sha256, size_bytes, body) values ($1, $2, $3, $4)
  on conflict do nothing`;

const SIZES = 'select sha256, size_bytes from contents where thread_id = $1 and sha256 = any($2::text[])';

const READ = 'select body from contents where thread_id = $1 and sha256 = $2';

export function createContents(
  client: SqlClient,
): Pick<Journal, 'saveContent' | 'contentSizes' | 'readContent'> {
  return {
    async saveContent(threadId, content) {
      const sha256 = createHash('sha256').update(content).digest('hex');
      const body = Buffer.from(content).toString('base64');
      await client.queryRepeatable(SAVE, [threadId, sha256, content.length, body]);
      return sha256;
    },

    async contentSizes(threadId, sha256s) {
      if (sha256s.length === 0) return new Map();
      const rows = await client.queryRepeatable<{ sha256: string; size_bytes: number }>(SIZES, [
        threadId,
        sha256s,
      ]);
      return new Map(rows.map(({ sha256, size_bytes }) => [sha256, size_bytes]));
    },

    async readContent(threadId, sha256) {
      const [row] = await client.queryRepeatable<{ body: string }>(READ, [threadId, sha256]);
      return row && Buffer.from(row.body, 'base64');
    },
  };
}
