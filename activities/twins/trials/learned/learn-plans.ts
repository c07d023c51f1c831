/** Where values by lot are put into what tests know, in turn. Pure but for the lot. */

import type { Random } from '../../drawing/random.ts';
import { languageOf } from '../../languages.ts';
import type { TestFile } from '../find-twins.ts';
import type { Judges } from '../held/hold.ts';
import type { ColumnPlace } from './columns/column-place.ts';
import { truthColumnsOf } from './columns/columns.ts';
import { columnsToDraw } from './columns/columns-to-draw.ts';
import { learnerOf } from './learner-of.ts';
import type { LearnMode } from './learning.ts';

export interface LearnPlan {
  readonly mode: LearnMode;
  readonly isOne: boolean;
  readonly isTurned: boolean;
  /** What of the data gets other values. */
  readonly column: readonly ColumnPlace[];
  /** Where values are put in the tests' own texts, as a run has named it; absent: wherever they can be. */
  readonly only?: readonly string[];
}

const IN_FILES = { mode: 'files', isOne: false, isTurned: false } as const;

export function learnPlans(judges: Judges, data: readonly TestFile[], random: Random): LearnPlan[] {
  const learner = learnerOf(languageOf(judges.first[0]?.path ?? ''));
  if (learner?.mayLearn([...judges.first, ...judges.parts]) !== true) return [];
  return [
    ...columnsToDraw(data, random).map((column): LearnPlan => ({ ...IN_FILES, column })),
    ...truthColumnsOf(data)
      .slice(0, 1)
      .map((column): LearnPlan => ({ ...IN_FILES, column, isTurned: true })),
    ...learner
      .modes([...judges.first, ...judges.parts])
      .map(({ mode, isOne }): LearnPlan => ({ mode, isOne, column: [], isTurned: false })),
  ];
}
