/**
 * The one statement that appends an entry: items, events, delivered inputs, moved snapshots, where the thread
 * stands, and the place of a call that begins. A single statement is a transaction of its own and one round
 * trip: every model and tool call writes one.
 */

import type { ToldEvent } from '../events/told-event.ts';
import type { CallKey, JournalEntry } from '../journal.ts';
import type { SqlValue } from '../sql/sql.ts';
import {
  type GoalChangeRow,
  goalChangesOf,
  itemRowsOf,
  type NewItemRow,
  toldEvents,
  withdrawnOf,
} from './entry-rows.ts';
import { courseOf, usageSoFarOf } from './finding/course.ts';
import { moveOverview } from './finding/move-overview.ts';
import { countDone } from './finding/usage-figures.ts';
import { ITEM_COLUMNS } from './item-row.ts';

export interface Statement {
  readonly text: string;
  readonly params: readonly SqlValue[];
}

/**
 * Answers with one row: `known_inputs`, how many of the entry's inputs were ever saved; `begun`, how many
 * calls it began (0 or 1); `is_behind`, whether nothing stands at the entry's `after`; and the item columns
 * of the call as it was *before* the statement, null when there
 * was none. An entry without rows gives
 * undefined.
 */
export function appendStatement(
  threadId: string,
  entry: JournalEntry,
  call?: CallKey,
): Statement | undefined {
  const rows = itemRowsOf(entry, call);
  const inputs = entry.inputs ?? [];
  if (rows.length + inputs.length === 0) return undefined;
  const events = entry.events ?? [];
  const changes = goalChangesOf(events);
  const withdrawn = withdrawnOf(events);
  const told = toldEvents(events);
  const params: SqlValue[] = [threadId];
  const bind: Bind = (value, type) => `$${params.push(value)}::${type}`;

  const parts = [
    ...(inputs.length > 0 ? deliverInputs(inputs, bind) : []),
    insertItems(rows, inputs.length > 0, bind),
    ...(changes.length > 0 ? [moveGoals(changes, bind)] : []),
    ...listOf(moveOverview(changes, courseOf(events), usageSoFarOf(events), bind)),
    ...listOf(countDone(events, bind)),
    ...(withdrawn.length > 0 ? [withdrawInputs(withdrawn, bind)] : []),
    ...(told.length > 0 ? [tellEvents(told, bind)] : []),
  ];
  const knownInputs = inputs.length > 0 ? '(select count(*)::integer from known)' : '0';
  const found =
    call === undefined ? '' : `left join items on thread_id = $1 and call_id = ${bind(call.callId, 'text')}`;
  const isBehind =
    entry.after === undefined
      ? 'false'
      : `not exists (select from items where thread_id = $1 and seq = ${bind(entry.after, 'integer')} and state = 'finished')`;
  const text = `with ${parts.join(', ')}
    select ${knownInputs} as known_inputs, (select count(*)::integer from appended where state = 'started') as begun,
      ${isBehind} as is_behind
      ${call === undefined ? '' : `, state, ${ITEM_COLUMNS}`}
    from (select) as one ${found}`;
  return { text, params };
}

const listOf = (part: string | undefined): string[] => (part === undefined ? [] : [part]);

type Bind = (value: SqlValue, type: string) => string;

/** An input takes the first place that it is given; delivered again, it stays there. */
const deliverInputs = (inputs: NonNullable<JournalEntry['inputs']>, bind: Bind): string[] => [
  `given_inputs as (
    select * from unnest(
      ${bind(column(inputs, 'inputId'), 'text[]')}, ${bind(column(inputs, 'seq'), 'integer[]')},
      ${bind(column(inputs, 'turn'), 'integer[]')}
    ) as given (input_id, seq, turn))`,
  `known as (select from inputs join given_inputs using (input_id) where thread_id = $1)`,
  `delivered as (
    update inputs set seq = given.seq from given_inputs as given
    where inputs.thread_id = $1 and inputs.input_id = given.input_id and inputs.seq is null
    returning given.seq, given.turn, inputs.body)`,
];

/** Whoever took them back may have ended before it could say so here. */
const withdrawInputs = (inputIds: readonly string[], bind: Bind): string => `withdrawn as (
    update inputs set withdrawn_at = now()
    where thread_id = $1 and input_id = any(${bind(inputIds, 'text[]')}) and seq is null and withdrawn_at is null)`;

/**
 * Inserted in order of seq, so that two writers of the same rows wait for each other instead of deadlocking.
 */
const insertItems = (rows: readonly NewItemRow[], hasInputs: boolean, bind: Bind): string =>
  `appended as (
    insert into items (thread_id, seq, turn, kind, call_id, state, body)
    select $1::text, source.* from (
      select * from unnest(
        ${bind(column(rows, 'seq'), 'integer[]')}, ${bind(column(rows, 'turn'), 'integer[]')},
        ${bind(column(rows, 'kind'), 'text[]')}, ${bind(column(rows, 'callId'), 'text[]')},
        ${bind(column(rows, 'state'), 'text[]')}, ${bind(column(rows, 'body'), 'text[]')}
      ) as given (seq, turn, kind, call_id, state, body)
      ${hasInputs ? `union all select seq, turn, 'userMessage', null, 'finished', body from delivered` : ''}
    ) as source order by seq
    on conflict do nothing
    returning seq, state)`;

/** Told once, when the change itself enters the record: a repeated entry appends nothing. */
const tellEvents = (told: readonly ToldEvent[], bind: Bind): string => `announced as (
    insert into service_events (thread_id, seq, tenant_id, type, at, change)
    select threads.thread_id, given.seq, threads.tenant_id, given.type, given.at::timestamptz, given.change
    from unnest(
      ${bind(column(told, 'seq'), 'integer[]')}, ${bind(column(told, 'type'), 'text[]')},
      ${bind(
        told.map(({ atMs }) => new Date(atMs).toISOString()),
        'text[]',
      )}, ${bind(
        told.map(({ change }) => JSON.stringify(change)),
        'text[]',
      )}
    ) as given (seq, type, at, change)
    join appended using (seq)
    join threads on threads.thread_id = $1
    on conflict do nothing)`;

/** A snapshot moves forward only; an event that comes late can still be the goal's first. */
const moveGoals = (changes: readonly GoalChangeRow[], bind: Bind): string =>
  `moved as (
    insert into goals (thread_id, goal_id, first_seq, seq, revision, body)
    select $1::text, given.* from unnest(
      ${bind(column(changes, 'goalId'), 'text[]')}, ${bind(column(changes, 'firstSeq'), 'integer[]')},
      ${bind(column(changes, 'seq'), 'integer[]')}, ${bind(column(changes, 'revision'), 'integer[]')},
      ${bind(column(changes, 'body'), 'text[]')}
    ) as given
    on conflict (thread_id, goal_id) do update set
      first_seq = least(goals.first_seq, excluded.first_seq),
      seq = greatest(goals.seq, excluded.seq),
      revision = case when excluded.seq > goals.seq then excluded.revision else goals.revision end,
      body = case when excluded.seq > goals.seq then excluded.body else goals.body end
    where excluded.seq > goals.seq or excluded.first_seq < goals.first_seq)`;

const column = <Row, Key extends keyof Row>(rows: readonly Row[], key: Key): Row[Key][] =>
  rows.map((row) => row[key]);
