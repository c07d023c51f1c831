/** What is played: every exercise honestly, with twins and without, and with a cheat of every class. Pure. */
import { defined } from '../../objects/defined.ts';
import { CHEATS, claimsOf } from './cheat-classes.ts';
import type { CheatClass } from './cheats/cheat-class.ts';
import { checkCommand, goalOf } from './contract.ts';
import type { Exercise, Step } from './exercise.ts';
import type { GateOptions } from './options.ts';

/** An honest play, one without twins, or a cheat. */
export type PlayKind = 'honest' | 'withoutTwins' | CheatClass;

export interface Play {
  readonly exercise: Exercise;
  readonly kind: PlayKind;
  readonly goal: object;
  readonly steps: readonly Step[];
  readonly claims: number;
}

/** Go's own cache has to be in its usual place to be forged; each such check builds the standard library. */
const MOST_COLD_PLAYS = 2;

export function planPlays(
  exercises: readonly Exercise[],
  { classes, contract }: Pick<GateOptions, 'classes' | 'contract'>,
  goCache: string | undefined,
): Play[] {
  const shared = { contract, isByPresence: false, ...defined({ goCache }) };
  let coldPlays = 0;
  return exercises.flatMap((exercise): Play[] => {
    const honest = (kind: 'honest' | 'withoutTwins'): Play => ({
      exercise,
      kind,
      goal: goalOf(exercise, kind === 'honest' ? shared : { ...shared, twins: 'off' }),
      steps: honestSteps(exercise, goCache),
      claims: 1,
    });
    const cheats = classes.flatMap((kind): Play[] => {
      const steps = CHEATS[exercise.language][kind](exercise);
      const isCold = kind === 'cache' && exercise.language === 'go';
      if (steps === undefined || (isCold && coldPlays >= MOST_COLD_PLAYS)) return [];
      if (isCold) coldPlays += 1;
      const options = isCold
        ? { contract, isByPresence: false }
        : { ...shared, isByPresence: kind === 'presence' };
      return [{ exercise, kind, goal: goalOf(exercise, options), steps, claims: claimsOf(kind) }];
    });
    return [honest('honest'), honest('withoutTwins'), ...cheats];
  });
}

/** Writes the solution, runs the tests as anybody would, and leaves behind what they leave behind. */
const honestSteps = (exercise: Exercise, goCache: string | undefined): Step[] => [
  ...Object.entries(exercise.solution).map(([path, content]) => ({ path, content })),
  { command: checkCommand(exercise, goCache) },
];
