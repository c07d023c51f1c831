/**
 * What persons have asked for under an id, and what became of it: tables with `thread_id`, `request_id`,
 * `body` and `outcome`, where the first body stays and so does the first outcome.
 */
import { defined } from '../../../objects/defined.ts';
import type { SqlClient } from '../../sql/sql.ts';

export interface AskedRequests<Asked, Outcome> {
  read(
    threadId: string,
    requestId: string,
  ): Promise<{ readonly asked: Asked; readonly outcome?: Outcome } | undefined>;
  /** Resolves with what stands there then. */
  save(threadId: string, requestId: string, asked: Asked): Promise<Asked>;
  /** Resolves with what stands there then. */
  end(threadId: string, requestId: string, outcome: Outcome): Promise<Outcome>;
}

export function askedRequests<Asked, Outcome>(
  client: SqlClient,
  table: 'placements' | 'pushes',
): AskedRequests<Asked, Outcome> {
  const read: AskedRequests<Asked, Outcome>['read'] = async (threadId, requestId) => {
    const [row] = await client.queryRepeatable<{ body: string; outcome: string | null }>(
      `select body, outcome from ${table} where thread_id = $1 and request_id = $2`,
      [threadId, requestId],
    );
    if (row === undefined) return undefined;
    const outcome = row.outcome === null ? undefined : (JSON.parse(row.outcome) as Outcome);
    return { asked: JSON.parse(row.body) as Asked, ...defined({ outcome }) };
  };
  return {
    read,

    async save(threadId, requestId, asked) {
      await client.queryRepeatable(
        `insert into ${table} (thread_id, request_id, body) values ($1, $2, $3) on conflict do nothing`,
        [threadId, requestId, JSON.stringify(asked)],
      );
      return (await read(threadId, requestId))?.asked ?? asked;
    },

    async end(threadId, requestId, outcome) {
      await client.queryRepeatable(
        `update ${table} set outcome = $3 where thread_id = $1 and request_id = $2 and outcome is null`,
        [threadId, requestId, JSON.stringify(outcome)],
      );
      return (await read(threadId, requestId))?.outcome ?? outcome;
    },
  };
}
