/** The `recordEvents` Activity: journals the workflow's outbox when no other Activity takes it along. */
import type { Activities } from '../workflows/activities.ts';
import type { ActivityDependencies } from './dependencies.ts';

export const createRecordEvents =
  ({ journal }: ActivityDependencies): Activities['recordEvents'] =>
  ({ threadId, events = [], inputs = [] }) =>
    journal.append(threadId, { events, inputs });
