/** User messages that wait for the model call that delivers them (`append-statement.ts` does that). */
import type { Journal } from './journal.ts';
import type { SqlClient } from './sql.ts';

interface InputBody {
  readonly content: string;
  readonly inputId: string;
}

export function createInputs(client: SqlClient): Pick<Journal, 'saveInput' | 'readInput'> {
  return {
    async saveInput({ inputId, threadId, content }) {
      // Kept in the form in which it enters the record, so that delivery only copies it.
      const body: InputBody = { content, inputId };
      await client.queryRepeatable(
        'insert into inputs (thread_id, input_id, body) values ($1, $2, $3) on conflict do nothing',
        [threadId, inputId, JSON.stringify(body)],
      );
    },

    async readInput(threadId, inputId) {
      const [row] = await client.queryRepeatable<{ body: string; seq: number | null }>(
        'select body, seq from inputs where thread_id = $1 and input_id = $2',
        [threadId, inputId],
      );
      return row && { content: (JSON.parse(row.body) as InputBody).content, seq: row.seq };
    },
  };
}
