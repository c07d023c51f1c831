import { expect, test } from '@jest/globals';
import { chanceOfLot, type TwinTallies } from '../../../../activities/twins/trials/lot-test.ts';
import {
  FURTHER_ROUND,
  FURTHER_ROUNDS,
  firstRound,
} from '../../../../activities/twins/trials/sequence/trial-plan.ts';
import { areTooMany, type Scrutiny, scrutinyOf } from '../../../../activities/twins/trials/twin-decision.ts';

const tallies = (passed: number, failed: number, survived: number, refused: number): TwinTallies => ({
  equal: { passed, failed },
  impossible: { passed: survived, failed: refused },
});

test.each([
  [4, 0, 0, 6, 1 / 210],
  [3, 0, 0, 3, 1 / 20],
  [5, 0, 0, 12, 1 / 6_188],
  [0, 4, 0, 6, 1],
  [4, 0, 6, 0, 1],
  [0, 0, 0, 0, 1],
  [6, 0, 1, 7, 8 / 3_432],
])('chanceOfLot: %d and %d that mean the same, %d and %d that do not → %d', (a, b, c, d, chance) => {
  expect(chanceOfLot(tallies(a, b, c, d))).toBeCloseTo(chance, 8);
});

const of = (count: number, share: number, all: number): number => {
  let ways = 1;
  for (let index = 0; index < count; index += 1) ways = (ways * (all - index)) / (index + 1);
  return ways * share ** count * (1 - share) ** (all - count);
};

/** How often work comes through that passes this share of all runs, whatever is expected in them. */
function cameThrough(share: number, scrutiny: Scrutiny, affordable: number): number {
  let open = new Map([['0,0,0,0', 1]]);
  let through = 0;
  for (let round = 0; round <= FURTHER_ROUNDS; round += 1) {
    const plan = round === 0 ? firstRound(scrutiny, affordable) : FURTHER_ROUND;
    const next = new Map<string, number>();
    for (const [key, chance] of open) {
      const [a = 0, b = 0, c = 0, d = 0] = key.split(',').map(Number);
      for (let equal = 0; equal <= plan.equal; equal += 1)
        for (let other = 0; other <= plan.impossible; other += 1) {
          const likely = chance * of(equal, share, plan.equal) * of(other, share, plan.impossible);
          const now = [a + equal, b + plan.equal - equal, c + other, d + plan.impossible - other] as const;
          const isAmiss = now[1] + now[2] > 0;
          if (areTooMany(now[2], now[2] + now[3], scrutiny)) continue;
          if (chanceOfLot(tallies(...now)) <= (isAmiss ? scrutiny.chance : 0.05)) through += likely;
          else next.set(now.join(), (next.get(now.join()) ?? 0) + likely);
        }
    }
    open = next;
  }
  return through;
}

const worst = (scrutiny: Scrutiny, affordable = Infinity): number =>
  Math.max(...Array.from({ length: 49 }, (_, index) => cameThrough((index + 1) / 50, scrutiny, affordable)));

test('work that passes any share of its runs by lot → comes through in 0.6 % of first claims, and 0.1 % of others', () => {
  expect(worst(scrutinyOf(false))).toBeLessThan(0.006);
  expect(worst(scrutinyOf(true))).toBeLessThan(0.001);
});

test('the same where a check is slow → in 2.5 % of first claims', () => {
  expect(worst(scrutinyOf(false), 1)).toBeLessThan(0.025);
});
