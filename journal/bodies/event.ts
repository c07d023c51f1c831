import type { JournalEvent } from '../../workflows/thread/state/journal-event.ts';
import { isFields, isText } from './fields.ts';

/** Whether it is an event of the workflow. One of a type that this release does not know is one too. */
export const isEvent = (value: unknown): value is JournalEvent =>
  isFields(value) &&
  isText(value.type) &&
  typeof value.seq === 'number' &&
  typeof value.atMs === 'number' &&
  typeof value.turn === 'number' &&
  (value.type !== 'goalChanged' ||
    (isFields(value.goal) && isText(value.goal.goalId) && isText(value.goal.status)));
