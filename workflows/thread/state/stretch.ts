/**
 * A stretch of automatic turns in which nothing came nearer to the goal: no check's figure, no further check
 * that passes, no claim on new evidence. Whatever they changed may be a log. After some of them the service
 * runs the checks itself to see. Pure.
 */
import { omit } from '../../../objects/omit.ts';
import { DEFAULT_POLICY, type Policy } from '../../contract/contract.ts';

export interface Stretch {
  readonly turns: number;
  /** Those of the turns that came since the checks ran. */
  readonly turnsSinceLook: number;
  /** Runs of the checks in a row that showed nothing nearer. */
  readonly looks: number;
  /** How long the last of them took, and what the goal had used of active time at its end. */
  readonly lookMs?: number;
  readonly lookedAtActiveMs?: number;
  /** The checks run before the next automatic turn. */
  readonly isDue?: true;
  /** The last turn was ended since it went round and round, though it changed the workspace. */
  readonly hasGoneRound?: true;
}

/** Checks that take no longer may run as often as the policy says. */
const SLOW_LOOK_MS = 30_000;
/** The turns between looks that take longer take at least so many times as long… */
const TURNS_PER_LOOK_TIME = 4;
/** …but a look is never put off beyond so many times the policy's turns. */
const MAX_TIMES_PUT_OFF = 4;

/** One more such turn. `activeMs`: what the goal has used of active time. */
export function lengthened(
  stretch: Stretch | undefined,
  { measureAfterTurns = DEFAULT_POLICY.measureAfterTurns }: Partial<Policy>,
  activeMs: number,
): Stretch {
  const before = omit(stretch ?? { turns: 0, turnsSinceLook: 0, looks: 0 }, 'isDue', 'hasGoneRound');
  const turnsSinceLook = before.turnsSinceLook + 1;
  const { lookMs = 0, lookedAtActiveMs = 0 } = before;
  const isPaidFor = lookMs <= SLOW_LOOK_MS || activeMs - lookedAtActiveMs >= TURNS_PER_LOOK_TIME * lookMs;
  const isDue =
    turnsSinceLook >= measureAfterTurns &&
    (isPaidFor || turnsSinceLook >= MAX_TIMES_PUT_OFF * measureAfterTurns);
  return { ...before, turns: before.turns + 1, turnsSinceLook, ...(isDue ? { isDue } : {}) };
}

/** The last turn went round and round: the checks say whether that was nothing. */
export const dueAfterRounds = (stretch: Stretch): Stretch => ({
  ...stretch,
  isDue: true,
  hasGoneRound: true,
});

/**
 * The checks have run. `isFruitless`: they showed nothing nearer; a run that showed nothing at all only
 * starts the count anew.
 */
export function looked(
  { isDue: _, hasGoneRound: __, ...stretch }: Stretch,
  isFruitless: boolean,
  look: { readonly lookMs: number; readonly lookedAtActiveMs: number },
): Stretch {
  return { ...stretch, ...look, turnsSinceLook: 0, looks: stretch.looks + (isFruitless ? 1 : 0) };
}
