/** What an entry means as rows: pure, so that the SQL only has to copy. */

import type { JournalEvent } from '../../workflows/thread/state/journal-event.ts';
import { type ToldEvent, toldEvent } from '../events/told-event.ts';
import type { CallKey, ItemKind, JournalEntry } from '../journal.ts';

export interface NewItemRow {
  readonly seq: number;
  readonly turn: number;
  readonly kind: ItemKind;
  readonly callId: string | null;
  readonly state: 'started' | 'finished';
  readonly body: string;
}

/**
 * The entry's items and events, and the place held for a call that begins. Delivered inputs are added by the
 * SQL.
 */
export function itemRowsOf(entry: JournalEntry, call?: CallKey): NewItemRow[] {
  const rows: NewItemRow[] = [
    ...(entry.items ?? []).map(
      ({ seq, turn, kind, callId, body }) =>
        ({ seq, turn, kind, callId: callId ?? null, state: 'finished', body }) as const,
    ),
    ...(entry.events ?? []).map(
      (event) =>
        ({
          seq: event.seq,
          turn: event.turn,
          kind: 'event',
          callId: null,
          state: 'finished',
          body: JSON.stringify(event),
        }) as const,
    ),
  ];
  if (call !== undefined)
    rows.push({
      seq: call.seq,
      turn: call.turn,
      kind: call.kind,
      callId: call.callId,
      state: 'started',
      body: '',
    });
  return rows;
}

export interface GoalChangeRow {
  readonly goalId: string;
  readonly firstSeq: number;
  readonly seq: number;
  readonly revision: number;
  readonly status: string;
  readonly body: string;
}

/**
 * The last change of each goal among the events, and the seq of its first; one row per goal, ordered by goal
 * id.
 */
export function goalChangesOf(events: readonly JournalEvent[]): GoalChangeRow[] {
  const changes = events.filter((event) => event.type === 'goalChanged').toSorted((a, b) => a.seq - b.seq);
  const rows = new Map<string, GoalChangeRow>();
  for (const { seq, goal } of changes) {
    const firstSeq = rows.get(goal.goalId)?.firstSeq ?? seq;
    rows.set(goal.goalId, {
      goalId: goal.goalId,
      firstSeq,
      seq,
      revision: goal.revision,
      status: goal.status,
      body: JSON.stringify(goal),
    });
  }
  return [...rows.values()].toSorted((a, b) => (a.goalId < b.goalId ? -1 : 1));
}

/** What callers are told of the events. */
export const toldEvents = (events: readonly JournalEvent[]): ToldEvent[] =>
  events.flatMap((event) => toldEvent(event) ?? []);

/** Messages that were taken back, by their ids. */
export const withdrawnOf = (events: readonly JournalEvent[]): string[] =>
  events.flatMap((event) => (event.type === 'messageWithdrawn' ? [event.inputId] : []));
