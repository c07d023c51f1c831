import { describe, expect, test } from '@jest/globals';
import type { ContestantName } from '../../../bench/turns/contestant.ts';
import { figuresOf, median } from '../../../bench/turns/figures.ts';
import type { Slice } from '../../../bench/turns/measure.ts';

/** One thread of a loop in slices of five turns; turn n takes `msOf(n)`. */
function threadOf(name: ContestantName, turns: number, msOf: (turn: number) => number): Slice[] {
  const slices: Slice[] = [];
  for (let age = 0; age < turns; age += 5) {
    const durationsMs = Array.from({ length: Math.min(5, turns - age) }, (_, index) => msOf(age + index + 1));
    const history = { events: durationsMs.length * 19, bytes: durationsMs.length * 4_000 };
    slices.push({ round: 1, name, age, durationsMs, ...(name === 'plain' ? {} : { history }) });
  }
  return slices;
}

describe('median', () => {
  test.each([
    [[3, 1, 2], 2],
    [[4, 1, 2, 3], 2.5],
    [[7], 7],
  ])('median: %j → %d', (values, expected) => expect(median(values)).toBe(expected));

  test('median: nothing → not a number', () => expect(median([])).toBeNaN());
});

describe('figuresOf', () => {
  test('figuresOf: a thread that slows down → each age shows its own last 20 turns', () => {
    const slices = [
      ...threadOf('goalkeeper', 50, (turn) => (turn <= 30 ? 100 : 300)),
      ...threadOf('bare', 50, () => 100),
      ...threadOf('plain', 50, () => 50),
    ];
    const { ages } = figuresOf(slices, { ages: [10, 50], rounds: 1 });
    expect(ages.map(({ turns, window, ratioToBare }) => ({ turns, window, ratioToBare }))).toEqual([
      { turns: 10, window: [1, 10], ratioToBare: 1 },
      { turns: 50, window: [31, 50], ratioToBare: 3 },
    ]);
  });

  test('figuresOf: an age within a slice → the turns after it do not count', () => {
    const slices = (['goalkeeper', 'bare', 'plain'] as const).flatMap((name) =>
      threadOf(name, 10, (turn) => (turn <= 7 ? 1 : 1_000)),
    );
    const [figures] = figuresOf(slices, { ages: [1], rounds: 1 }).ages;
    expect(figures?.loops.bare.msPerTurn).toBe(1);
  });

  test('figuresOf: an age whose window begins within a slice → the turns before it do not count', () => {
    const slices = (['goalkeeper', 'bare', 'plain'] as const).flatMap((name) =>
      threadOf(name, 21, (turn) => (turn === 1 ? 1_000 : 1)),
    );
    const [figures] = figuresOf(slices, { ages: [21], rounds: 1 }).ages;
    expect(figures?.window).toEqual([2, 21]);
    expect(figures?.loops.plain.msPerTurn).toBe(1);
  });

  test('figuresOf: history → a mean per turn; none without Temporal', () => {
    const slices = (['goalkeeper', 'bare', 'plain'] as const).flatMap((name) => threadOf(name, 10, () => 1));
    const [figures] = figuresOf(slices, { ages: [10], rounds: 1 }).ages;
    expect(figures?.loops.goalkeeper).toEqual({
      msPerTurn: 1,
      eventsPerTurn: 19,
      historyBytesPerTurn: 4_000,
    });
    expect(figures?.loops.plain).toEqual({ msPerTurn: 1, eventsPerTurn: null, historyBytesPerTurn: null });
  });
});
