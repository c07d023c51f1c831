/** The `recordEvents` Activity: journals events of the workflow when no other Activity takes them along. */
import type { Activities } from '../workflows/activities.ts';
import type { ActivityDependencies } from './dependencies.ts';

export const createRecordEvents =
  ({ journal }: ActivityDependencies): Activities['recordEvents'] =>
  ({ threadId, events = [] }) =>
    journal.append(threadId, { events });
