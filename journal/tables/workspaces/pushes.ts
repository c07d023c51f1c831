/** What persons have asked to be pushed, and what became of it. */
import type { Pushes, PushOutcome } from '../../rows/push.ts';
import type { SqlClient } from '../../sql/sql.ts';

const SAVE = 'insert into pushes (thread_id, request_id, body) values ($1, $2, $3) on conflict do nothing';

const READ = 'select body, outcome from pushes where thread_id = $1 and request_id = $2';

/** The first outcome stays. */
const END = 'update pushes set outcome = $3 where thread_id = $1 and request_id = $2 and outcome is null';

export function createPushes(client: SqlClient): Pushes {
  const readPush: Pushes['readPush'] = async (threadId, requestId) => {
    const [row] = await client.queryRepeatable<{ body: string; outcome: string | null }>(READ, [
      threadId,
      requestId,
    ]);
    return (
      row && {
        push: JSON.parse(row.body),
        ...(row.outcome === null ? {} : { outcome: JSON.parse(row.outcome) as PushOutcome }),
      }
    );
  };
  return {
    readPush,

    async savePush(threadId, requestId, push) {
      await client.queryRepeatable(SAVE, [threadId, requestId, JSON.stringify(push)]);
      return (await readPush(threadId, requestId))?.push ?? push;
    },

    async endPush(threadId, requestId, outcome) {
      await client.queryRepeatable(END, [threadId, requestId, JSON.stringify(outcome)]);
      return (await readPush(threadId, requestId))?.outcome ?? outcome;
    },
  };
}
