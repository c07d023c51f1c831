/** Which languages' programs and tests can be held. Pure. */
import type { TwinLanguage } from '../../mutator.ts';
import { holdGo } from './go.ts';
import type { HoldJudges } from './hold.ts';
import { holdJavascript } from './javascript.ts';
import { holdPython } from './python.ts';

const HOLDERS: Partial<Readonly<Record<TwinLanguage, HoldJudges>>> = {
  python: holdPython,
  javascript: holdJavascript,
  go: holdGo,
};

export const holderOf = (language: TwinLanguage | undefined): HoldJudges | undefined =>
  language && HOLDERS[language];
