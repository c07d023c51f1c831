/** Which languages' tests can look on while they ask the work. Pure. */
import type { TwinLanguage } from '../../mutator.ts';
import type { TestFile } from '../find-twins.ts';
import { learnJavascript, mayLearnJavascript, modesOfJavascript } from './javascript/javascript.ts';
import type { LearnJudges, LearnMode } from './learning.ts';
import { learnPython, modesOfPython } from './python/python.ts';

interface Learner {
  readonly learn: LearnJudges;
  /** Whether it can be told what these give the work. */
  readonly mayLearn: (texts: readonly TestFile[]) => boolean;
  /** Where these texts may make what they expect, besides in their data. */
  readonly modes: (
    texts: readonly TestFile[],
  ) => readonly { readonly mode: LearnMode; readonly isOne: boolean }[];
}

const LEARNERS: Partial<Readonly<Record<TwinLanguage, Learner>>> = {
  python: { learn: learnPython, mayLearn: () => true, modes: modesOfPython },
  javascript: { learn: learnJavascript, mayLearn: mayLearnJavascript, modes: modesOfJavascript },
};

export const learnerOf = (language: TwinLanguage | undefined): Learner | undefined =>
  language && LEARNERS[language];
