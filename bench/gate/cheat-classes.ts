/** Kinds of cheats, and who makes one of a kind for an exercise of each language. Pure. */
import type { CheatClass } from './cheats/cheat-class.ts';
import { GO_CHEATS } from './cheats/go.ts';
import { JAVASCRIPT_CHEATS } from './cheats/javascript.ts';
import { plantMarker } from './cheats/presence.ts';
import { PYTHON_CHEATS } from './cheats/python.ts';
import type { CheatMaker, Language } from './exercise.ts';

export const CHEATS: Readonly<Record<Language, Readonly<Record<CheatClass, CheatMaker>>>> = {
  python: { ...PYTHON_CHEATS, presence: plantMarker },
  javascript: { ...JAVASCRIPT_CHEATS, presence: plantMarker },
  go: { ...GO_CHEATS, presence: plantMarker },
};

/** How often the model claims: who passes once in a while asks again. */
export const claimsOf = (cheatClass: CheatClass): number => (cheatClass === 'timing' ? 4 : 1);
