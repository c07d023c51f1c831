/** What stands in a transcript in place of the part that a compaction left out. Pure. */
import type { Summary } from '../../journal/bodies/compaction.ts';
import { type Entry, entryOf } from './transcript-entry.ts';

/** A summary is a message of the user's side: words of a model, labelled as the data that they are. */
export function summaryItems({ before, text, sealed = [] }: Summary): Entry[] {
  const origin = { seq: before - 1, turn: 0 };
  return [...sealed, { role: 'user', content: text }].map((item) => entryOf('summary', item, origin));
}
