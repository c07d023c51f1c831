/**
 * What a thread knows of its record, and what the record holds, are not of the same age: one of the two was
 * put back.
 */
import type { RecordGap } from '../../workflows/thread/record-gap.ts';
import type { SqlClient } from './sql.ts';

/** No repetition mends it. Whoever catches it finds the facts in `gap`; the words are for people. */
export class RecordMismatch extends Error {
  readonly gap: RecordGap;

  constructor(message: string, gap: RecordGap) {
    super(message);
    this.name = 'RecordMismatch';
    this.gap = gap;
  }
}

const LAST_BEFORE = `
  select coalesce(max(seq), 0)::integer as seq from items
  where thread_id = $1 and seq <= $2 and state = 'finished'`;
const LAST = 'select coalesce(max(seq), 0)::integer as seq from items where thread_id = $1';

/** `after` was written before, and nothing stands there. */
export async function throwBehind(client: SqlClient, threadId: string, after: number): Promise<never> {
  const [row] = await client.queryRepeatable<{ seq: number }>(LAST_BEFORE, [threadId, after]);
  const places = { firstSeq: (row?.seq ?? 0) + 1, lastSeq: after };
  throw new RecordMismatch(
    `the journal of thread ${threadId} lacks items ${places.firstSeq} to ${places.lastSeq}`,
    { side: 'journalBehind', places },
  );
}

/** The place that was given out holds something else. */
export async function throwAhead(client: SqlClient, threadId: string, words: string): Promise<never> {
  const [row] = await client.queryRepeatable<{ seq: number }>(LAST, [threadId]);
  throw new RecordMismatch(words, { side: 'journalAhead', lastSeq: row?.seq ?? 0 });
}
