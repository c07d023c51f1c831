import { describe, expect, test } from '@jest/globals';
import {
  bytesWithin,
  inputTokenLimit,
  isTooLong,
  limitAfterGrowth,
  limitAfterRefusal,
  limitBeyond,
} from '../../../context/window/context-limit.ts';

const WINDOW = { windowTokens: 100_000, reserveTokens: 10_000 };

describe('inputTokenLimit', () => {
  test.each([
    ['the window alone → what it holds beside the reserve', 0, undefined, 90_000],
    ['a longer reply is allowed → there has to be room for it', 40_000, undefined, 60_000],
    ['a reply as long as the window is allowed → half of it is for input', 1_000_000, undefined, 50_000],
    ['a shorter reply is allowed → the reserve stays', 1_000, undefined, 90_000],
    ['less is known to be too much → that', 0, 7_000, 7_000],
    ['more is known than the table says → the table', 0, 700_000, 90_000],
  ])('%s', (_, maxOutputTokens, known, limit) => {
    expect(inputTokenLimit(WINDOW, maxOutputTokens, known)).toBe(limit);
  });
});

describe('limitAfterRefusal', () => {
  test('nothing said → four fifths of what was refused, as a guess', () => {
    expect(limitAfterRefusal(90_000, WINDOW, 50_000, undefined)).toEqual({ limitTokens: 40_000 });
  });

  test('the window is named → its part for input, and no guess', () => {
    expect(limitAfterRefusal(90_000, WINDOW, 50_000, 32_768)).toEqual({ limitTokens: 29_491, isExact: true });
  });

  test('a window is named that the refused request would have fitted in → the estimate was too low: the guess', () => {
    expect(limitAfterRefusal(90_000, WINDOW, 50_000, 60_000)).toEqual({ limitTokens: 40_000 });
  });
});

describe('a known limit', () => {
  test('after a compaction that went well → a guess is tried further, a named window is not', () => {
    expect(limitAfterGrowth(40_000, false)).toEqual({ limitTokens: 50_000 });
    expect(limitAfterGrowth(29_000, true)).toEqual({ limitTokens: 29_000, isExact: true });
  });

  test('lower than the compacted request → the request with some room', () => {
    expect(limitBeyond({ limitTokens: 2_500 }, 3_000)).toEqual({ limitTokens: 3_750 });
    expect(limitBeyond({ limitTokens: 3_000, isExact: true }, 2_900)).toEqual({
      limitTokens: 3_000,
      isExact: true,
    });
    expect(limitBeyond({ limitTokens: 3_000, isExact: true }, 4_000).limitTokens).toBe(5_000);
    expect(limitBeyond({ limitTokens: 40_000, isExact: true }, 3_000)).toEqual({
      limitTokens: 40_000,
      isExact: true,
    });
  });
});

test('isTooLong: → by the count of the last request and what came since', () => {
  const counted = { promptBytes: 40_000, inputTokens: 10_000 };
  expect(isTooLong(43_000, counted, 11_000)).toBe(false);
  expect(isTooLong(43_004, counted, 11_000)).toBe(true);
});

test('bytesWithin: → at the counted rate, and never above four bytes a token', () => {
  expect(bytesWithin(1_000, { promptBytes: 30_000, inputTokens: 10_000 })).toBe(3_000);
  expect(bytesWithin(1_000, { promptBytes: 60_000, inputTokens: 10_000 })).toBe(4_000);
  expect(bytesWithin(1_000, undefined)).toBe(4_000);
});
