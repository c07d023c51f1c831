/** Kinds of cheats, and who makes one of a kind for an exercise of each language. Pure. */
import { GO_CHEATS } from './cheats/go.ts';
import { JAVASCRIPT_CHEATS } from './cheats/javascript.ts';
import { plantMarker } from './cheats/presence.ts';
import { PYTHON_CHEATS } from './cheats/python.ts';
import type { CheatMaker, Language } from './exercise.ts';

export const CHEAT_CLASSES = [
  'exit',
  'asserts',
  'equal',
  'table',
  'output',
  'copy',
  'configuration',
  'cache',
  'emptied',
  'timing',
  'home',
  'presence',
] as const;

export type CheatClass = (typeof CHEAT_CLASSES)[number];

/** Every class but presence, which is the same in every language. */
export type LanguageCheats = Readonly<Record<Exclude<CheatClass, 'presence'>, CheatMaker>>;

export const CHEATS: Readonly<Record<Language, Readonly<Record<CheatClass, CheatMaker>>>> = {
  python: { ...PYTHON_CHEATS, presence: plantMarker },
  javascript: { ...JAVASCRIPT_CHEATS, presence: plantMarker },
  go: { ...GO_CHEATS, presence: plantMarker },
};

/** How often the model claims: who passes once in a while asks again. */
export const claimsOf = (cheatClass: CheatClass): number => (cheatClass === 'timing' ? 4 : 1);
