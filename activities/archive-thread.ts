/** The `archiveThread` Activity: journals what is left in the outbox, then puts the thread's state away. */
import { RecordMismatch } from '../journal/sql/record-mismatch.ts';
import type { Activities } from '../workflows/activities.ts';
import type { ActivityDependencies } from './dependencies.ts';

export const createArchiveThread =
  ({ journal }: ActivityDependencies): Activities['archiveThread'] =>
  async ({ threadId, state }) => {
    await journal
      .append(threadId, { events: state.events, inputs: state.deliveries })
      .catch((error: unknown) => {
        // A message whose words are lost must not keep the thread from ending; all else is written.
        if (!(error instanceof RecordMismatch)) throw error;
      });
    await journal.archiveThread(threadId, { ...state, events: [], deliveries: [] });
  };
