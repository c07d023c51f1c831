/** A transcript as a compaction shows it. Pure. */
import type { Compaction } from '../../journal/bodies/compaction.ts';
import { summaryItems } from './summary-items.ts';
import { compacted, type Entry } from './transcript-entry.ts';

/** What was compacted before may be compacted again, and comes out as if it had not been. */
export const compactedEntries = (entries: readonly Entry[], compaction: Compaction): Entry[] =>
  remaining(entries, compaction).flatMap((entry) => compacted(entry, compaction) ?? []);

/** What a summary leaves, with itself among it. */
function remaining(entries: readonly Entry[], { summary }: Compaction): readonly Entry[] {
  if (summary === undefined) return entries;
  const keeps = new Set(summary.keeps);
  const kept = entries.filter(({ kind, seq }) => kind === 'userMessages' && keeps.has(seq));
  const later = entries.filter(({ kind, seq }) => kind !== 'summary' && seq >= summary.before);
  return [...kept, ...summaryItems(summary), ...later];
}
