/**
 * Programs and tests made to hold on to the comparisons and functions of their own language, so that what
 * they run cannot decide what is equal. Shapes.
 */
import type { TestFile } from '../find-twins.ts';

/** What is drawn for one trial. */
export interface Hold {
  /** `false`: the texts are changed in the same places, and nothing comes of it. */
  readonly holds: boolean;
  /** Ends the process where something takes itself for equal to everything. */
  readonly code: number;
  /** Letters: what stands for the part that asks. */
  readonly name: string;
  /** Whether what is printed is held as well. A runner of tests has a say in that. */
  readonly prints: boolean;
  /** Whether values are asked what else they are equal to: where nothing has shown yet that they are not. */
  readonly asks: boolean;
  /** Whether a run ends badly at whose end something stands replaced, whoever used it. */
  readonly minds: boolean;
}

export interface Judges {
  /** They are loaded first: each by itself, or one after another. */
  readonly first: readonly TestFile[];
  /** Files of theirs that they load. */
  readonly parts: readonly TestFile[];
}

/** Every text that is changed by it. */
export type HoldJudges = (judges: Judges, hold: Hold) => TestFile[];
