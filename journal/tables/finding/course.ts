/** What the events of an entry say of where their thread stands. Pure. */
import type { JournalEvent } from '../../../workflows/thread/state/journal-event.ts';

export interface Course {
  /** The place of the last event that says anything of it. */
  readonly seq: number;
  /** Absent: as before. */
  readonly isInTurn?: boolean;
  /** `null`: nothing any more; absent: as before. */
  readonly heldBy?: 'waiting' | 'needsInput' | null;
}

const SAYS: Partial<Record<JournalEvent['type'], Omit<Course, 'seq'>>> = {
  turnStarted: { isInTurn: true, heldBy: null },
  turnEnded: { isInTurn: false },
  waitStarted: { heldBy: 'waiting' },
  waitEnded: { heldBy: null },
  inputRequested: { heldBy: 'needsInput' },
  inputAnswered: { heldBy: null },
  inputExpired: { heldBy: null },
  inputWithdrawn: { heldBy: null },
  threadArchived: { isInTurn: false },
  threadReopened: { isInTurn: false },
};

/** `undefined`: nothing. */
export function courseOf(events: readonly JournalEvent[]): Course | undefined {
  const telling = events.filter(({ type }) => type in SAYS).toSorted((a, b) => a.seq - b.seq);
  const last = telling.at(-1);
  if (last === undefined) return undefined;
  return Object.assign({}, ...telling.map(({ type }) => SAYS[type]), { seq: last.seq }) as Course;
}
