import { describe, expect, test } from '@jest/globals';
import {
  costFigures,
  prefixFigures,
  requestBytesAt,
  type SeenTurn,
  uncachedTokens,
} from '../../../bench/model/figures.ts';

const PRICE = { input: 2, cachedInput: 0.5, output: 10 };

/** A turn of one model call, of whose prompt 100 bytes are new. */
const turnWith = (stableBytes: number, sharedBytes = stableBytes - 100, keptOfPrevious = 1): SeenTurn => ({
  requests: [{ bytes: stableBytes + 50, stableBytes, sharedBytes, keptOfPrevious }],
  usages: [{ inputTokens: stableBytes, cachedInputTokens: sharedBytes, outputTokens: 10 }],
});

const growing = (turns: number): SeenTurn[] =>
  Array.from({ length: turns }, (_, index) => turnWith(1_000 + 100 * index));

describe('prefixFigures', () => {
  test('→ bytes that came again over all bytes; the least of late requests apart', () => {
    expect(prefixFigures([turnWith(1_000), turnWith(3_000)])).toEqual({
      wholeRun: 0.95,
      first200Turns: 0.95,
      leastFromTurn100: null,
      leastKept: 1,
    });
    expect(prefixFigures(growing(101)).leastFromTurn100).toBe(Number((1 - 100 / 10_900).toFixed(5)));
  });

  test('only the first 200 turns → are in their figure', () => {
    const figures = prefixFigures([...growing(200), turnWith(1_000_000, 0)]);
    expect(figures.first200Turns).toBe(prefixFigures(growing(200)).wholeRun);
    expect(figures.wholeRun).toBeLessThan(0.9);
  });

  test('a request that does not begin with the one before → is seen', () => {
    expect(prefixFigures([turnWith(1_000), turnWith(1_000, 300, 0.3)]).leastKept).toBe(0.3);
  });
});

test('costFigures: → with the cache and without it, of the run and of the turns that are looked at', () => {
  const turns = [turnWith(1_000_000, 0), turnWith(1_000_000, 1_000_000)];
  expect(costFigures(turns, [2], PRICE)).toEqual({
    price: PRICE,
    usd: 2 + 0.5 + 2 * 0.0001,
    uncachedUsd: 4 + 2 * 0.0001,
    perTurn: { 2: { usd: 0.5001, uncachedUsd: 2.0001 } },
  });
});

test('uncachedTokens: → what the cache did not have, over all calls of the turn', () => {
  const turn = turnWith(1_000);
  expect(uncachedTokens({ ...turn, usages: [...turn.usages, ...turn.usages] })).toBe(200);
});

test('requestBytesAt: → the last request of each of these turns', () => {
  expect(requestBytesAt(growing(3), [1, 3])).toEqual({ 1: 1_050, 3: 1_250 });
});
