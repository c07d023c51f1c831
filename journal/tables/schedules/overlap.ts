/** What becomes of a run that is due while others of its schedule are open. Pure. */
import type { Overlap } from '../../rows/schedules/schedule.ts';

export interface OpenRunCounts {
  /** Begun, or about to begin. */
  readonly begun: number;
  readonly buffered: number;
}

/** `cancelOthers`: it begins, and the open ones are cancelled. */
export type OverlapDecision = 'begin' | 'buffer' | 'skip' | 'cancelOthers';

export function decideOverlap(overlap: Overlap, { begun, buffered }: OpenRunCounts): OverlapDecision {
  if (overlap === 'allowAll' || begun + buffered === 0) return 'begin';
  if (overlap === 'cancelOther') return 'cancelOthers';
  return overlap === 'bufferOne' && buffered === 0 ? 'buffer' : 'skip';
}
