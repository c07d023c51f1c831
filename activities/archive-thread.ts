/** The `archiveThread` Activity: journals what is left in the outbox, then puts the thread's state away. */
import type { Activities } from '../workflows/activities.ts';
import type { ActivityDependencies } from './dependencies.ts';

export const createArchiveThread =
  ({ journal }: ActivityDependencies): Activities['archiveThread'] =>
  async ({ threadId, state }) => {
    await journal.append(threadId, { events: state.events, inputs: state.deliveries });
    await journal.archiveThread(threadId, { ...state, events: [], deliveries: [] });
  };
