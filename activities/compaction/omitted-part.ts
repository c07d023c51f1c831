import type { Summary } from '../../context/compaction.ts';
import type { OmittedPart } from '../../context/summary-text.ts';
import type { Entry } from '../../context/transcript-entry.ts';

/** What a summary leaves out, from the record's beginning or the end of what was left out before. Pure. */
export function omittedPart(
  entries: readonly Entry[],
  { before, keeps, omits }: Pick<Summary, 'before' | 'keeps' | 'omits'>,
): OmittedPart {
  const left = entries.filter(({ seq }) => seq < before && !keeps.includes(seq));
  const [first = 1] = left.map(({ kind, seq }) => (kind === 'summary' ? 1 : seq));
  return { first, last: before - 1, messages: omits };
}
