/** Whether the journal can be written to: a database whose disk is full goes on answering what is read. */
import { randomBytes } from 'node:crypto';
import type { Journal } from '../journal.ts';
import { isFull } from './outage.ts';
import type { SqlClient } from './sql.ts';

/** It is about a page: small enough to write every few seconds, too large for what a full disk has left. */
const PROBE_BYTES = 8_192;
/** What failed for want of space so lately counts, also when the probe found some. */
const MEMORY_MS = 30_000;

class TakenBack extends Error {}

export interface ProbedJournal {
  /** Notes statements that fail for want of space. */
  readonly client: SqlClient;
  readonly checkWritable: Journal['checkWritable'];
}

export function createWriteProbe(inner: SqlClient, now: () => number = Date.now): ProbedJournal {
  let full: { readonly error: unknown; readonly atMs: number } | undefined;
  const noting = <T>(answer: Promise<T>): Promise<T> =>
    answer.catch((error: unknown) => {
      if (isFull(error)) full = { error, atMs: now() };
      throw error;
    });
  const client: SqlClient = {
    query: (text, params) => noting(inner.query(text, params)),
    queryRepeatable: (text, params) => noting(inner.queryRepeatable(text, params)),
    transaction: (work) => noting(inner.transaction(work)),
    close: () => inner.close(),
  };
  return {
    client,
    async checkWritable() {
      const body = randomBytes(PROBE_BYTES).toString('base64');
      try {
        await client.transaction(async (session) => {
          await session.query('insert into write_probes (body) values ($1)', [body]);
          throw new TakenBack();
        });
      } catch (error) {
        if (!(error instanceof TakenBack)) throw error;
      }
      if (full !== undefined && now() - full.atMs < MEMORY_MS) throw full.error;
    },
  };
}
