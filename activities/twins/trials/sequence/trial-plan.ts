/** How many twins of each kind are run. Pure. */
import type { Scrutiny } from '../twin-decision.ts';

export interface TrialPlan {
  /** Each is of another set. */
  readonly equal: number;
  readonly impossible: number;
}

/** So many of each kind are run however slow the check is: how long it takes is for the work to say. */
const OWED = 3;
/** What one more round brings where something is amiss. */
export const FURTHER_ROUND: TrialPlan = { equal: 2, impossible: 2 };
/** How many further ones there are at most. */
export const FURTHER_ROUNDS = 4;

/** All that a look wants where time allows so many runs; else as many as it allows, shared evenly. */
export function firstRound(scrutiny: Scrutiny, affordable: number): TrialPlan {
  const { equal, impossible } = scrutiny;
  if (affordable >= equal + impossible) return { equal, impossible };
  const runs = Math.max(2 * OWED, affordable);
  const equals = Math.min(equal, Math.floor(runs / 2));
  return { equal: equals, impossible: Math.min(impossible, runs - equals) };
}
