/** What twins know of a test runner's command line: enough to run one file or one case of it. Shapes only. */
import type { TwinLanguage } from '../mutator.ts';

export interface TestRunner {
  readonly name: string;
  readonly language: TwinLanguage;
  /**
   * Where its own words begin in a simple command, and which they are; `undefined` if the command starts
   * something else.
   */
  readonly start: (words: readonly string[]) => number | undefined;
  readonly options: RunnerOptions;
  /** It fails when nothing is left to run, so that one case run alone and passing did run. */
  readonly isStrict?: true;
  /** Places are parts of the paths of the files that run; it looks into others as well. */
  readonly placesAreParts?: true;
  /**
   * Whether a place may run the case (`tests.test_a.ATest.test_x`); absent: places are files and folders.
   * `undefined`: it runs cases, and nothing tells whether this is one.
   */
  readonly mayRun?: (place: string, target: Target) => boolean | undefined;
  /** Options and places for one file, or one case of it; `undefined` when it cannot be told apart. */
  readonly narrow: (call: RunnerCall, target: Target) => readonly string[] | undefined;
}

export interface RunnerOptions {
  /** Those without a value; all that is written `--name=value` counts as known. */
  readonly flags: readonly string[];
  /** Those whose value is the next word. */
  readonly valued: readonly string[];
  /** Those that leave cases out, alone or with `=`. */
  readonly filters: readonly string[];
  /** Those of the filters whose value is a part of the names of the cases that run. */
  readonly nameFilters: readonly string[];
}

/** The runner's part of a command. */
export interface RunnerCall {
  /** What stands before it: environment, `timeout 60`, the program itself. */
  readonly before: readonly string[];
  readonly options: readonly string[];
  readonly places: readonly string[];
}

export interface Target {
  readonly path: string;
  readonly testCase: string | null;
}
