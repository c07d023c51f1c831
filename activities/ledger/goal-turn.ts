/** Which turns belong to a goal: only what was done for it can be evidence for its claims. Pure. */
import type { JournalEvent } from '../../workflows/thread/state/journal-event.ts';

/** `events`: those of the turn up to the item that is asked about. */
export function isTurnOf(goalId: string, events: readonly JournalEvent[]): boolean {
  const started = events.find((event) => event.type === 'turnStarted');
  if (started?.goal !== undefined) return started.goal.goalId === goalId;
  // A turn of the user goes on for the goal that was set going meanwhile.
  return events.some(
    (event) => event.type === 'goalChanged' && event.goal.goalId === goalId && event.goal.status === 'active',
  );
}
