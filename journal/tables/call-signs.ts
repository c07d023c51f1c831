/** Signs that two attempts of one call, on two workers, give each other. Times are the database's. */
import type { Journal } from '../journal.ts';
import type { SqlClient } from '../sql/sql.ts';

const SIDES = { alive: ['alive_at', 'awaited_at'], awaited: ['awaited_at', 'alive_at'] } as const;

const statement = ([own, other]: readonly [string, string]): string => `
  insert into call_signs (thread_id, call_id, ${own}) values ($1, $2, now())
  on conflict (thread_id, call_id) do update set ${own} = now()
  returning extract(epoch from now() - ${other})::float8 * 1000 as age_ms`;

export function createCallSigns(client: SqlClient): Pick<Journal, 'giveSign'> {
  return {
    async giveSign(threadId, callId, side) {
      const [row] = await client.queryRepeatable<{ age_ms: number | null }>(statement(SIDES[side]), [
        threadId,
        callId,
      ]);
      return row?.age_ms ?? undefined;
    },
  };
}
