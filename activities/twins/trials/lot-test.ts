/**
 * Whether twins that mean the same and twins that do not come out so differently that it cannot be by lot:
 * Fisher's exact test. Both kinds are run in an order drawn by lot, so that work which does not evaluate what
 * its tests expect passes any of them alike, whether it goes by a coin, the clock, or a digest of their text.
 * Pure.
 */

/** How the twins of one kind ended. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
}

export interface TwinTallies {
  readonly equal: Tally;
  readonly impossible: Tally;
}

/** How likely twins that are told apart by nothing come out at least so well, for whatever share passes. */
export function chanceOfLot({ equal, impossible }: TwinTallies): number {
  const [equals, others] = [equal.passed + equal.failed, impossible.passed + impossible.failed];
  const passed = equal.passed + impossible.passed;
  let chance = 0;
  for (let count = equal.passed; count <= Math.min(equals, passed); count += 1)
    chance += ways(equals, count) * ways(others, passed - count);
  return chance / ways(equals + others, passed);
}

/** The number of ways in which so many can be chosen. */
function ways(of: number, chosen: number): number {
  if (chosen < 0 || chosen > of) return 0;
  let result = 1;
  for (let index = 0; index < chosen; index += 1) result = (result * (of - index)) / (index + 1);
  return result;
}
