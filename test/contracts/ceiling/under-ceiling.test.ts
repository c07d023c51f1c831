import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type BudgetRule, RULED_DIMENSIONS } from '../../../contracts/ceiling/budget-rule.ts';
import { cutToCeiling, underCeiling } from '../../../contracts/ceiling/under-ceiling.ts';

const OPEN: BudgetRule = { defaults: { tokens: 1_000, turns: 20 }, maxima: {}, allowsUnlimited: true };
const BOUND: BudgetRule = { ...OPEN, maxima: { turns: 10, costUsd: 5 }, allowsUnlimited: false };

describe('underCeiling', () => {
  test('no limit → the defaults', () => {
    expect(underCeiling({}, OPEN)).toEqual({ ok: true, budget: { tokens: 1_000, turns: 20 } });
  });

  test('some limits of its own → they stand, and the defaults of what they leave open hold', () => {
    expect(underCeiling({ turns: 500 }, OPEN)).toEqual({ ok: true, budget: { tokens: 1_000, turns: 500 } });
    const own = { tokens: 9e9, turns: 7 };
    expect(underCeiling(own, OPEN)).toEqual({ ok: true, budget: own });
  });

  test.each([
    { deadline: '2099-01-01T00:00:00Z' },
    { toolCalls: 1e9 },
    { timeSeconds: 1e9 },
    { turns: 1e12 },
  ])('one limit that limits nothing, %j → the goal is under the default ceiling all the same', (sent) => {
    const budget = { tokens: 1_000, turns: 20, ...sent };
    expect(underCeiling(sent, { ...OPEN, allowsUnlimited: false })).toEqual({ ok: true, budget });
    expect(cutToCeiling(sent, OPEN)).toEqual(budget);
  });

  test('no limit, and a maximum below the default → the maximum, and the maxima of what has no default', () => {
    expect(underCeiling({}, BOUND)).toEqual({ ok: true, budget: { tokens: 1_000, turns: 10, costUsd: 5 } });
  });

  test('one limit, and maxima of others → they hold too', () => {
    expect(underCeiling({ turns: 3 }, BOUND)).toEqual({
      ok: true,
      budget: { tokens: 1_000, turns: 3, costUsd: 5 },
    });
  });

  test('limits above the maxima → each is refused by its field', () => {
    expect(underCeiling({ turns: 11, costUsd: 6, tokens: 9e9 }, BOUND)).toEqual({
      ok: false,
      problems: [
        { field: 'budget.turns', message: "must be at most 10, the operator's maximum" },
        { field: 'budget.costUsd', message: "must be at most 5, the operator's maximum" },
      ],
    });
  });

  test('the word unlimited → no limit where that is allowed, refused where it is not', () => {
    expect(underCeiling({ unlimited: true }, OPEN)).toEqual({ ok: true, budget: {} });
    expect(underCeiling({ unlimited: true }, BOUND)).toMatchObject({
      ok: false,
      problems: [{ field: 'budget.unlimited' }],
    });
  });

  const limits = fc.record(
    Object.fromEntries(RULED_DIMENSIONS.map((dimension) => [dimension, fc.integer({ min: 1, max: 1_000 })])),
    { requiredKeys: [] },
  );

  test('property: whatever is sent, what comes out keeps to the maxima, and leaves open no limit that has a default or maximum', () => {
    fc.assert(
      fc.property(limits, limits, limits, (sent, defaults, maxima) => {
        const ceiled = underCeiling(sent, { defaults, maxima, allowsUnlimited: false });
        if (!ceiled.ok) return;
        for (const dimension of RULED_DIMENSIONS) {
          const most = maxima[dimension];
          if (most !== undefined) expect(ceiled.budget[dimension]).toBeLessThanOrEqual(most);
          if (defaults[dimension] !== undefined) expect(ceiled.budget[dimension]).toBeDefined();
        }
      }),
    );
  });
});
