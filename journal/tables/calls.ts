/**
 * Calls that must not run twice: a row says *started* before the effect and *finished* with its result after
 * it. The unique index on (thread, call id) decides between callers; no lock is held while the call runs.
 */
import type { CallKey, CallRecord, ItemKind, Journal } from '../journal.ts';
import { throwAhead, throwBehind } from '../sql/record-mismatch.ts';
import type { SqlClient } from '../sql/sql.ts';
import { appendStatement } from './append-statement.ts';
import { ITEM_COLUMNS, type ItemRow, toItem } from './item-row.ts';
import { type Appended, assertSameAge } from './items.ts';

/** A call's row; `state` is null where a left join found none. */
type CallRow = ItemRow & { readonly state: 'started' | 'finished' | null };

const READ_CALL = `select state, ${ITEM_COLUMNS} from items where thread_id = $1 and call_id = $2`;

const FINISH = `
  update items set state = 'finished', body = $3, created_at = now()
  where thread_id = $1 and call_id = $2 and state = 'started'
  returning ${ITEM_COLUMNS}`;

const INSERT_FINISHED = `
  insert into items (thread_id, seq, turn, kind, call_id, state, body)
  values ($1, $2, $3, $4, $5, 'finished', $6)
  on conflict do nothing
  returning ${ITEM_COLUMNS}, $7::integer is not null and not exists (
    select from items as known where known.thread_id = $1 and known.seq = $7::integer and known.state = 'finished'
  ) as is_behind`;

const UNBEGUN: readonly ItemKind[] = ['modelReply', 'compaction'];

export function createCalls(client: SqlClient): Pick<Journal, 'beginCall' | 'finishCall'> {
  const readCall = async (threadId: string, callId: string): Promise<CallRow | undefined> =>
    (await client.queryRepeatable<CallRow>(READ_CALL, [threadId, callId]))[0];

  return {
    async beginCall(threadId, call, entry) {
      const statement = appendStatement(threadId, entry, call);
      if (statement === undefined) throw new Error('a call is a row');
      // Not sent again when the answer is lost: a second run would answer `started` for a call that never
      // ran.
      const [row] = await client.query<CallRow & Appended & { readonly begun: number }>(
        statement.text,
        statement.params,
      );
      await assertSameAge(client, threadId, entry, row);
      if (row?.begun === 1) return { state: 'new' };
      // A row that another caller committed while this statement ran is not in the statement's own view.
      const record = toRecord(row) ?? toRecord(await readCall(threadId, call.callId));
      return record ?? refusePlace(client, threadId, call);
    },

    async finishCall(threadId, item, after) {
      const { callId, seq, turn, kind, body } = item;
      // The second round is for a call that another caller began between the insert and the update.
      for (const round of [1, 2]) {
        // A model call is not begun (it has no effect to be unsure of), so its row is usually not there yet.
        const isBegun = !UNBEGUN.includes(kind) || round === 2;
        const [updated] = isBegun
          ? await client.queryRepeatable<ItemRow>(FINISH, [threadId, callId, body])
          : [];
        if (updated) return toItem(updated);
        const place = [threadId, seq, turn, kind, callId, body] as const;
        const [inserted] = await client.queryRepeatable<ItemRow & { readonly is_behind: boolean }>(
          INSERT_FINISHED,
          [...place, after ?? null],
        );
        if (inserted?.is_behind && after !== undefined) await throwBehind(client, threadId, after);
        if (inserted) return toItem(inserted);
        const row = await readCall(threadId, callId);
        if (row?.state === 'finished') return toItem(row);
      }
      return refusePlace(client, threadId, item);
    },
  };
}

function toRecord(row: CallRow | undefined): CallRecord | undefined {
  if (row?.state === 'finished') return { state: 'finished', item: toItem(row) };
  return row?.state === 'started' ? { state: 'started' } : undefined;
}

const refusePlace = (client: SqlClient, threadId: string, { seq, callId }: Pick<CallKey, 'seq' | 'callId'>) =>
  throwAhead(
    client,
    threadId,
    `thread ${threadId}: call ${callId} cannot take seq ${seq}, which holds another item`,
  );
