/**
 * Tests made to hold values by lot in the place of what they expect, and to look on whether the work answers
 * with one that it was never given. Shapes.
 */
import type { TestFile } from '../find-twins.ts';
import type { Judges } from '../held/hold.ts';
import type { DrawnFiles } from './columns/draw-values.ts';

/** Values are put into the tests' data, at names that they compare, or into what their functions return. */
export type LearnMode = 'files' | 'names' | 'functions';

export interface Learning {
  readonly mode: LearnMode;
  readonly seed: number;
  /** Begins what the tests draw by lot, so that they ask the same in several runs. */
  readonly chance: number;
  /** Truths of the data say the contrary: whoever follows them has learned them. */
  readonly isTurned: boolean;
  /** Only one of several functions. */
  readonly isOne: boolean;
  /** Values are put here alone, by what an earlier run said of them; absent: wherever they can be. */
  readonly only?: readonly string[];
  /** Letters: what stands for the part that looks on, and what it says its finding by. */
  readonly name: string;
  /** The questions that are looked for, with every value as it was; absent: values are drawn. */
  readonly wanted?: string;
  readonly files: DrawnFiles;
  /** What the model made or changed, and no test. */
  readonly works: readonly string[];
}

/** Every text that is changed by it, but for the data. */
export type LearnJudges = (judges: Judges, learning: Learning) => TestFile[];
