/** Whether a run is over: its goal does not go on by itself any more. Pure. */
import type { OpenRun } from '../../journal/rows/schedules/schedule-run.ts';
import type { NextView } from '../../workflows/view/thread-view.ts';

/** `askThread`: only the thread itself can say. */
export type RunStanding = 'working' | 'over' | 'askThread';

/**
 * What the record says of it. A goal whose first event is not on record yet works; and what a turn still says
 * of a goal that has ended, such as its closing words, belongs to the run.
 */
export function runStanding({ goal, thread }: Pick<OpenRun, 'goal' | 'thread'>): RunStanding {
  if (thread === undefined || thread.isArchived) return 'over';
  if (thread.isInTurn || goal === undefined) return 'working';
  const { status, resumeAtMs } = goal;
  if (status === 'usageLimited' && resumeAtMs !== undefined) return 'working';
  if (status !== 'active') return 'over';
  return thread.heldBy === 'waiting' ? 'working' : 'askThread';
}

/**
 * The goal is active, and no turn runs: it is over where nothing happens until a person acts. A question that
 * answers itself in time is none to wait for.
 */
export const restsForGood = ({ action, atMs }: Pick<NextView, 'action' | 'atMs'>): boolean =>
  (action === 'idle' || action === 'needsInput') && atMs === undefined;
