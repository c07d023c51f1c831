import type { Lot } from './lot.ts';

/** A piece of a file replaced: offsets in UTF-16 units, end excluded. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * How likely an expectation is to be met by a run. The sure ones are drawn first. `sure`: a run of the file
 * comes by it. `maybe`: in a function that somebody has to call. `unlikely`: behind a condition.
 */
export type Standing = 'sure' | 'maybe' | 'unlikely';

/** Both are written in the same form, so that telling them apart takes evaluating them. */
export interface TwinEdits {
  readonly impossible: Edit;
  /** `null` where no equal way of writing is known. */
  readonly equal: Edit | null;
}

export interface Expectation {
  /** 1-based. */
  readonly line: number;
  /** The runner names the case like this. */
  readonly testCase: string | null;
  readonly standing: Standing;
  /** The case may be skipped: that it runs is known only of one that has failed by its name. */
  readonly isSkippable?: true;
  twins(lot: Lot): TwinEdits;
}
