import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  budgetLeft,
  deadlineMs,
  exhausted,
  timeLeftMs,
  WITHIN_TURN,
} from '../../../workflows/budget/budget.ts';
import { NO_USAGE, type Usage } from '../../../workflows/budget/usage.ts';
import type { Budget } from '../../../workflows/contract/contract.ts';
import { NOW_MS, usageWith } from '../../support/workflow/thread-states.ts';

const at = (ms: number): string => new Date(ms).toISOString();

/** Each dimension: its limit, use just below and exactly at it, and how the second reads. */
const COUNTED: [Budget, below: Partial<Usage>, reached: Partial<Usage>, text: string][] = [
  [
    { tokens: 5_000 },
    { inputTokens: 4_999 },
    { inputTokens: 4_900, outputTokens: 100 },
    'tokens: 5,000 of 5,000',
  ],
  [{ costUsd: 0.5 }, { costUsd: 0.499_999_999 }, { costUsd: 0.5 }, 'costUsd: 0.5 of 0.5'],
  [{ turns: 3 }, { turns: 2 }, { turns: 3 }, 'turns: 3 of 3'],
  [{ toolCalls: 10 }, { toolCalls: 9 }, { toolCalls: 10 }, 'toolCalls: 10 of 10'],
  [{ timeSeconds: 60 }, { activeMs: 59_999 }, { activeMs: 60_000 }, 'timeSeconds: 60 of 60'],
];

describe('exhausted', () => {
  test.each(COUNTED)('%j → not below it, exactly at it, in words [C70]', (budget, below, reached, text) => {
    expect(exhausted(budget, usageWith(below), NOW_MS)).toBeUndefined();
    expect(exhausted(budget, usageWith(reached), NOW_MS)).toBe(text);
  });

  test('a turn that only summed up → is no turn of the budget: one more turn is one more', () => {
    const usage = usageWith({ turns: 2, wrapUpTurns: 1 });
    expect(exhausted({ turns: 1 }, usage, NOW_MS)).toBe('turns: 1 of 1');
    expect(exhausted({ turns: 2 }, usage, NOW_MS)).toBeUndefined();
    expect(budgetLeft({ turns: 2 }, usage, NOW_MS)).toEqual({ turns: 1 });
  });

  test('deadline → not a moment before it, exactly at it, in words', () => {
    const deadline = at(NOW_MS);
    expect(exhausted({ deadline }, NO_USAGE, NOW_MS - 1)).toBeUndefined();
    expect(exhausted({ deadline }, NO_USAGE, NOW_MS)).toBe('deadline: 2026-11-23T03:00:00.000Z has passed');
  });

  test('no limits → never, whatever is spent', () => {
    const usage = usageWith({ inputTokens: 1e12, costUsd: 1e9, turns: 1e6, toolCalls: 1e6, activeMs: 1e12 });
    expect(exhausted({}, usage, NOW_MS)).toBeUndefined();
  });

  test('several at once → the first, and never one that was not asked for', () => {
    const usage = usageWith({ turns: 1, toolCalls: 1 });
    expect(exhausted({ turns: 1, toolCalls: 1 }, usage, NOW_MS)).toBe('turns: 1 of 1');
    expect(exhausted({ turns: 1, toolCalls: 1 }, usage, NOW_MS, WITHIN_TURN)).toBe('toolCalls: 1 of 1');
    expect(exhausted({ turns: 1 }, usage, NOW_MS, WITHIN_TURN)).toBeUndefined();
  });

  test('within a turn → every dimension but the turns themselves', () => {
    expect([...WITHIN_TURN].sort()).toEqual(['costUsd', 'deadline', 'timeSeconds', 'tokens', 'toolCalls']);
  });
});

describe('budgetLeft', () => {
  test.each(COUNTED)('%j, reached → nothing left of it, and no other dimension', (budget, _, reached) => {
    const [dimension] = Object.keys(budget);
    expect(budgetLeft(budget, usageWith(reached), NOW_MS)).toEqual({ [dimension ?? '']: 0 });
  });

  test('some is left of each → the remainder; times in whole seconds, money to nine decimals', () => {
    const budget = {
      tokens: 100,
      costUsd: 0.3,
      turns: 5,
      toolCalls: 7,
      timeSeconds: 60,
      deadline: at(NOW_MS + 2_999),
    };
    const usage = usageWith({
      inputTokens: 50,
      cachedInputTokens: 20,
      outputTokens: 10,
      costUsd: 0.1,
      turns: 2,
      toolCalls: 3,
      activeMs: 1_500,
    });
    expect(budgetLeft(budget, usage, NOW_MS)).toEqual({
      tokens: 60,
      costUsd: 0.2,
      turns: 3,
      toolCalls: 4,
      timeSeconds: 58,
      deadlineSeconds: 2,
    });
  });

  test('overshoot, deadline long ago → 0, never negative', () => {
    const budget = { tokens: 10, deadline: at(NOW_MS - 9_000) };
    expect(budgetLeft(budget, usageWith({ inputTokens: 99 }), NOW_MS)).toEqual({
      tokens: 0,
      deadlineSeconds: 0,
    });
  });

  test('any budget and usage → a counted dimension that is exhausted has nothing left, and one with some left is not', () => {
    const amount = fc.nat(20);
    fc.assert(
      fc.property(amount, amount, amount, amount, (tokens, turns, usedTokens, usedTurns) => {
        const budget = { tokens, turns };
        const usage = usageWith({ outputTokens: usedTokens, turns: usedTurns });
        const left = budgetLeft(budget, usage, NOW_MS);
        expect(exhausted(budget, usage, NOW_MS) !== undefined).toBe(left.tokens === 0 || left.turns === 0);
      }),
    );
  });
});

describe('timeLeftMs', () => {
  test('time is not limited → absent', () => {
    expect(timeLeftMs({ tokens: 5 }, NO_USAGE, NOW_MS)).toBeUndefined();
  });

  test.each<[string, Budget, number]>([
    ['active time', { timeSeconds: 10 }, 7_000],
    ['a deadline', { deadline: at(NOW_MS + 4_000) }, 4_000],
    ['both, the deadline sooner', { timeSeconds: 10, deadline: at(NOW_MS + 4_000) }, 4_000],
    ['both, the active time sooner', { timeSeconds: 5, deadline: at(NOW_MS + 4_000) }, 2_000],
    ['a time that is over', { timeSeconds: 1 }, 0],
    ['a deadline that is over', { deadline: at(NOW_MS - 1) }, 0],
  ])('%s → what is left until the first limit', (_, budget, leftMs) => {
    expect(timeLeftMs(budget, usageWith({ activeMs: 3_000 }), NOW_MS)).toBe(leftMs);
  });
});

test('deadlineMs: an instant with an offset → the moment that it names', () => {
  expect(deadlineMs({ deadline: '2026-11-23T04:00:00+01:00' })).toBe(NOW_MS);
  expect(deadlineMs({})).toBeUndefined();
});
