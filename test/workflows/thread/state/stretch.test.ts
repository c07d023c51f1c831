import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { lengthened, looked, type Stretch } from '../../../../workflows/thread/state/stretch.ts';

const AFTER_FIVE = { measureAfterTurns: 5 };
const MINUTE_MS = 60_000;

/** So many turns, each of which takes that much of active time; the last of them. */
function afterTurns(count: number, start?: Stretch, turnMs = 0): Stretch {
  let stretch = start;
  const startMs = start?.lookedAtActiveMs ?? 0;
  for (let turn = 1; turn <= count; turn++)
    stretch = lengthened(stretch, AFTER_FIVE, startMs + turn * turnMs);
  return stretch ?? { turns: 0, turnsSinceLook: 0, looks: 0 };
}
const afterLook = (lookMs: number): Stretch =>
  looked(afterTurns(5), true, { lookMs, lookedAtActiveMs: MINUTE_MS });

describe('stretch', () => {
  test('so many turns as the policy says → a look is due, not before', () => {
    expect(afterTurns(4).isDue).toBeUndefined();
    expect(afterTurns(5)).toEqual({ turns: 5, turnsSinceLook: 5, looks: 0, isDue: true });
  });

  test('a policy of an older release, without the field → five turns', () => {
    let stretch: Stretch | undefined;
    for (let turn = 1; turn <= 5; turn++) stretch = lengthened(stretch, {}, 0);
    expect(stretch?.isDue).toBe(true);
  });

  test('a look that was quick → the next one is due after as many turns', () => {
    expect(afterTurns(4, afterLook(30_000)).isDue).toBeUndefined();
    expect(afterTurns(5, afterLook(30_000))).toMatchObject({ turns: 10, looks: 1, isDue: true });
  });

  test('a look that was slow → not before the turns have taken four times as long, or four times as many have run', () => {
    const slow = afterLook(10 * MINUTE_MS);
    expect(afterTurns(5, slow, MINUTE_MS).isDue).toBeUndefined();
    expect(afterTurns(7, slow, 6 * MINUTE_MS).isDue).toBe(true);
    expect(afterTurns(19, slow, MINUTE_MS).isDue).toBeUndefined();
    expect(afterTurns(20, slow, MINUTE_MS).isDue).toBe(true);
  });

  test('a look that showed nothing at all → not held against the goal', () => {
    const look = { lookMs: 1, lookedAtActiveMs: 1 };
    expect(looked(afterTurns(5), false, look)).toEqual({ turns: 5, turnsSinceLook: 0, looks: 0, ...look });
  });

  test('any policy, any times → a look comes at the latest after four times the turns of the policy', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20 }),
        fc.nat(10 * 3_600_000),
        fc.array(fc.nat(600_000), { minLength: 80, maxLength: 80 }),
        (measureAfterTurns, lookMs, turnsMs) => {
          let activeMs = 0;
          let stretch: Stretch = { turns: 0, turnsSinceLook: 0, looks: 0, lookMs, lookedAtActiveMs: 0 };
          for (const turnMs of turnsMs) {
            activeMs += turnMs;
            stretch = lengthened(stretch, { measureAfterTurns }, activeMs);
            if (stretch.isDue) break;
          }
          expect(stretch.isDue).toBe(true);
          expect(stretch.turnsSinceLook).toBeGreaterThanOrEqual(measureAfterTurns);
          expect(stretch.turnsSinceLook).toBeLessThanOrEqual(4 * measureAfterTurns);
        },
      ),
    );
  });
});
