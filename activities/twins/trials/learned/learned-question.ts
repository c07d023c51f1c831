/** What is asked where work may have learned its answers, and how the check is run for it. Shapes. */
import type { Random } from '../../drawing/random.ts';
import type { TestFile } from '../find-twins.ts';
import type { Judges } from '../held/hold.ts';
import type { ChangedText } from '../variant.ts';
import type { WorkFile } from './may-reach.ts';

export interface LearnedQuestion {
  /** All files of one are in one language. */
  readonly judges: readonly Judges[];
  /** What the tests read, and no program. */
  readonly data: readonly TestFile[];
  /** What the model made or changed. */
  readonly works: readonly WorkFile[];
  readonly random: Random;
  /** `undefined`: it has come to nothing, or there is no time for it. */
  readonly run: (changes: readonly ChangedText[]) => Promise<LearnedRun | undefined>;
}

export interface LearnedRun {
  readonly passed: boolean;
  readonly said: string;
}
