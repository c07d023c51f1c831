/** What the events of an entry say of where their thread stands. Pure. */
import type { Usage } from '../../../workflows/budget/usage.ts';
import type { JournalEvent } from '../../../workflows/thread/state/journal-event.ts';

export interface Course {
  /** The place of the last event that says anything of it. */
  readonly seq: number;
  /** Absent: as before. */
  readonly isInTurn?: boolean;
  /** `null`: nothing any more; absent: as before. */
  readonly heldBy?: 'waiting' | 'needsInput' | null;
  /** Why the goal is stalled; `null`: it is not any more; absent: as before. */
  readonly stalledBecause?: string | null;
}

const SAYS: Partial<Record<JournalEvent['type'], Omit<Course, 'seq'>>> = {
  turnStarted: { isInTurn: true, heldBy: null, stalledBecause: null },
  goalChanged: { stalledBecause: null },
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
  const telling = events
    .filter(({ type }) => type === 'goalStalled' || type in SAYS)
    .toSorted((a, b) => a.seq - b.seq);
  const last = telling.at(-1);
  if (last === undefined) return undefined;
  const said = telling.map((event) =>
    event.type === 'goalStalled' ? { stalledBecause: event.reason } : SAYS[event.type],
  );
  return Object.assign({}, ...said, { seq: last.seq }) as Course;
}

export interface UsageSoFar {
  readonly seq: number;
  readonly usage: Usage;
}

/** What the goal had used when its last turn ended; `undefined`: no turn of it ended. */
export function usageSoFarOf(events: readonly JournalEvent[]): UsageSoFar | undefined {
  const ends = events.flatMap((event) =>
    event.type === 'turnEnded' && event.goalUsage !== undefined
      ? [{ seq: event.seq, usage: event.goalUsage }]
      : [],
  );
  return ends.toSorted((a, b) => a.seq - b.seq).at(-1);
}
