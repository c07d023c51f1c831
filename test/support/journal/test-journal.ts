/**
 * A journal in this process for tests that need one but are not about it; tests of one file share it by
 * thread id.
 */
import type { Journal } from '../../../journal/journal.ts';
import { openJournalOn } from '../../../journal/open-journal.ts';
import { createPgliteClient } from '../../../journal/sql/pglite-client.ts';
import { openMigratedPglite } from './pglite-template.ts';

/** The database has its tables already; whether any is missing is asked like everywhere. */
export const openTestJournal = async (): Promise<Journal> =>
  openJournalOn(createPgliteClient(await openMigratedPglite()));
