/** Messages that wait for the model call that delivers them (`append-statement.ts` does that). */
import { defined } from '../../objects/defined.ts';
import type { UserMessageBody } from '../bodies/user-message.ts';
import type { Journal } from '../journal.ts';
import type { Input } from '../rows/input.ts';
import type { SqlClient } from '../sql/sql.ts';

/** It is known from the first release on. */
type WaitingMessage = UserMessageBody & { readonly inputId: string };

interface Row {
  /** The position is text: a bigint is no type that all engines read alike. */
  readonly position: string;
  readonly body: string;
  readonly seq: number | null;
  readonly is_refused: number;
  readonly is_withdrawn: number;
  readonly edited_at: Date | null;
  readonly created_at: Date;
}

const COLUMNS =
  'position::text as position, body, seq, (refused_at is not null)::integer as is_refused, ' +
  '(withdrawn_at is not null)::integer as is_withdrawn, edited_at, created_at';

/** Saved again, it keeps its content; a refusal is forgotten, since somebody tries once more. */
const SAVE = `
  insert into inputs (thread_id, input_id, body) values ($1, $2, $3)
  on conflict (thread_id, input_id) do update set refused_at = null where inputs.refused_at is not null`;

const REFUSE = 'update inputs set refused_at = now() where thread_id = $1 and input_id = $2';

const WITHDRAW = `
  update inputs set withdrawn_at = now()
  where thread_id = $1 and input_id = $2 and seq is null and withdrawn_at is null`;

/** The delivery of the same message waits for it, or comes first. */
const EDIT = `
  update inputs set body = $3, edited_at = now()
  where thread_id = $1 and input_id = $2 and seq is null and refused_at is null and withdrawn_at is null
  returning ${COLUMNS}`;

const READ = `select ${COLUMNS} from inputs where thread_id = $1 and input_id = $2`;

const LIST = `
  select ${COLUMNS} from inputs
  where thread_id = $1 and position > $2::bigint
  order by inputs.position limit $3`;

export function createInputs(
  client: SqlClient,
): Pick<Journal, 'saveInput' | 'refuseInput' | 'editInput' | 'withdrawInput' | 'readInput' | 'listInputs'> {
  return {
    async saveInput({ inputId, threadId, content, delivery, answers }) {
      const body: WaitingMessage = {
        content,
        inputId,
        delivery: delivery ?? 'queue',
        ...defined({ answers }),
      };
      await client.queryRepeatable(SAVE, [threadId, inputId, JSON.stringify(body)]);
    },

    async refuseInput(threadId, inputId) {
      await client.queryRepeatable(REFUSE, [threadId, inputId]);
    },

    async editInput(threadId, inputId, content) {
      const [known] = await client.queryRepeatable<Row>(READ, [threadId, inputId]);
      if (known === undefined) return undefined;
      const body: WaitingMessage = { ...(JSON.parse(known.body) as WaitingMessage), content };
      const [edited] = await client.queryRepeatable<Row>(EDIT, [threadId, inputId, JSON.stringify(body)]);
      return edited && toInput(edited);
    },

    async withdrawInput(threadId, inputId) {
      await client.queryRepeatable(WITHDRAW, [threadId, inputId]);
    },

    async readInput(threadId, inputId) {
      const [row] = await client.queryRepeatable<Row>(READ, [threadId, inputId]);
      return row && toInput(row);
    },

    async listInputs(threadId, afterPosition, limit) {
      const rows = await client.queryRepeatable<Row>(LIST, [threadId, afterPosition, limit]);
      return rows.map(toInput);
    },
  };
}

function toInput({ position, body, seq, is_refused, is_withdrawn, edited_at, created_at }: Row): Input {
  const { content, inputId, delivery, answers } = JSON.parse(body) as WaitingMessage;
  return {
    inputId,
    content,
    delivery: delivery ?? 'queue',
    ...defined({ answers }),
    position: Number(position),
    seq,
    isRefused: is_refused === 1,
    isWithdrawn: is_withdrawn === 1,
    ...(edited_at === null ? {} : { editedAt: edited_at }),
    createdAt: created_at,
  };
}
