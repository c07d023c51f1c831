/** The evidence ledger and the experiment log, each line kept whole as JSON text. */
import type { ClaimRecord, IterationRecord } from '../../workflows/evidence/ledger.ts';
import type { Journal } from '../journal.ts';
import type { SqlClient } from '../sql/sql.ts';

const SAVE_CLAIM = `
  insert into claims (thread_id, claim_id, goal_id, seq, body) values ($1, $2, $3, $4, $5) on conflict do nothing`;
const SAVE_ITERATION = `
  insert into iterations (thread_id, iteration_id, goal_id, seq, body) values ($1, $2, $3, $4, $5)
  on conflict do nothing`;

type LedgerJournal = Pick<
  Journal,
  'saveClaim' | 'listClaims' | 'markStale' | 'saveIteration' | 'listIterations'
>;

export function createLedger(client: SqlClient): LedgerJournal {
  return {
    async saveClaim({ stale: _, ...claim }) {
      const { threadId, claimId, goalId, seq } = claim;
      await client.queryRepeatable(SAVE_CLAIM, [threadId, claimId, goalId, seq, JSON.stringify(claim)]);
    },

    async listClaims(goalId) {
      const rows = await client.queryRepeatable<{ body: string; stale: string }>(
        'select body, stale from claims where goal_id = $1 order by seq, claim_id',
        [goalId],
      );
      return rows.map(({ body, stale }) => ({
        ...(JSON.parse(body) as Omit<ClaimRecord, 'stale'>),
        stale: JSON.parse(stale) as string[],
      }));
    },

    async markStale(threadId, claimId, stale) {
      await client.queryRepeatable('update claims set stale = $3 where thread_id = $1 and claim_id = $2', [
        threadId,
        claimId,
        JSON.stringify(stale),
      ]);
    },

    async saveIteration(iteration) {
      const { threadId, iterationId, goalId, seq } = iteration;
      await client.queryRepeatable(SAVE_ITERATION, [
        threadId,
        iterationId,
        goalId,
        seq,
        JSON.stringify(iteration),
      ]);
    },

    async listIterations(goalId) {
      const rows = await client.queryRepeatable<{ body: string }>(
        'select body from iterations where goal_id = $1 order by seq, iteration_id',
        [goalId],
      );
      return rows.map(({ body }) => JSON.parse(body) as IterationRecord);
    },
  };
}
