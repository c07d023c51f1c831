/** What an outage of the journal is, in words for the caller. Pure. */
import { isFull } from '../../journal/sql/outage.ts';

export const journalOutage = (error: unknown): string =>
  isFull(error) ? "the journal's disk is full" : 'the journal cannot be reached';
