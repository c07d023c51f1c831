/** How long twins may take. Pure. */
import type { Policy } from '../../../workflows/contract/contract.ts';

/** A quick check is tried with all its twins, whatever share of its time that is. */
export const LEAST_MS = 20_000;
/** The same where something is amiss. */
const LEAST_DOUBT_MS = 60_000;
const LONGEST_SHARE = 4;
/** Enough for three survivors, or three ways of saying the same with a run without a change behind each. */
const DOUBT_SHARE = 8;
const LEAST_PATIENCE_MS = 10_000;

export interface TwinTime {
  /** All runs together, as long as nothing is amiss. */
  readonly limitMs: number;
  /** The same once a twin has shown something that would refuse: to make sure is worth more time. */
  readonly doubtMs: number;
}

/** `use`: as long as the check itself took, in doubt eight times that. `require`: four times in any case. */
export function twinTime(twins: Policy['twins'], tookMs: number): TwinTime {
  const limitMs = Math.max(LEAST_MS, twins === 'require' ? LONGEST_SHARE * tookMs : tookMs);
  return { limitMs, doubtMs: Math.max(LEAST_DOUBT_MS, DOUBT_SHARE * tookMs) };
}

/** Whether one more run is begun. A run is taken to last as long as the check's own did. */
export const hasTimeFor = (runMs: number, spentMs: number, limitMs: number): boolean =>
  spentMs + runMs <= limitMs;

/**
 * A run that takes longer has failed: a change that means the same does not make a check several times as
 * slow.
 */
export const patienceMs = (runMs: number): number => LEAST_PATIENCE_MS + 2 * runMs;

/**
 * What a run counts for: never more than it was taken to last, so that work that dawdles where it sees a
 * change cannot use up the time that would show it.
 */
export const chargedMs = (durationMs: number, expectedMs: number): number => Math.min(durationMs, expectedMs);
