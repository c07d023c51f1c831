/** Turns the slices into the figures that are reported. Pure. */
import type { ContestantName, History } from './contestant.ts';
import type { Plan, Slice } from './measure.ts';

/** What Goalkeeper is built to keep to. */
export const TARGETS = { ratioToBare: 1.15, eventsPerTurn: 20, historyBytesPerTurn: 4_096 };

/** Figures at an age are those of the turns just before it, at most this many. */
const WINDOW_TURNS = 20;

type Window = readonly [first: number, last: number];

export interface AgeFigures {
  /** Turns that the thread has made. */
  readonly turns: number;
  /** The first and the last turn that count. */
  readonly window: Window;
  readonly loops: Readonly<Record<ContestantName, LoopFigures>>;
  /** Goalkeeper's time over the bare loop's. */
  readonly ratioToBare: number;
}

export interface LoopFigures {
  /** Median over the window's turns in all rounds. */
  readonly msPerTurn: number;
  /** Means; null where there is no Temporal. */
  readonly eventsPerTurn: number | null;
  readonly historyBytesPerTurn: number | null;
}

export interface TurnsFigures {
  readonly bench: 'turns';
  readonly rounds: number;
  readonly targets: typeof TARGETS;
  readonly ages: readonly AgeFigures[];
}

export function figuresOf(slices: readonly Slice[], { ages, rounds }: Plan): TurnsFigures {
  return { bench: 'turns', rounds, targets: TARGETS, ages: ages.map((age) => figuresAt(slices, age)) };
}

function figuresAt(slices: readonly Slice[], turns: number): AgeFigures {
  const window: Window = [Math.max(0, turns - WINDOW_TURNS) + 1, turns];
  const figures = (name: ContestantName): LoopFigures =>
    loopFigures(
      slices.filter((slice) => slice.name === name),
      window,
    );
  const loops = { goalkeeper: figures('goalkeeper'), bare: figures('bare'), plain: figures('plain') };
  const ratioToBare = rounded(loops.goalkeeper.msPerTurn / loops.bare.msPerTurn, 3);
  return { turns, window, loops, ratioToBare };
}

/** A slice that reaches over the window's edge counts with its turns inside; its history is taken as even. */
function loopFigures(slices: readonly Slice[], [first, last]: Window): LoopFigures {
  const inside = slices.flatMap(({ age, durationsMs, history }) => {
    const kept = durationsMs.filter((_, index) => age + index + 1 >= first && age + index + 1 <= last);
    return kept.length === 0 ? [] : [{ durationsMs, kept, history }];
  });
  const perTurn = (key: keyof History): number | null => {
    const known = inside.filter(({ history }) => history !== undefined);
    if (known.length === 0) return null;
    const turns = sum(known.map(({ durationsMs }) => durationsMs.length));
    return rounded(sum(known.map(({ history }) => history?.[key] ?? 0)) / turns, 2);
  };
  return {
    msPerTurn: rounded(median(inside.flatMap(({ kept }) => kept)), 1),
    eventsPerTurn: perTurn('events'),
    historyBytesPerTurn: perTurn('bytes'),
  };
}

/** The middle value, or the mean of the two; NaN of nothing. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? Number.NaN;
  return (lower + upper) / 2;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

const rounded = (value: number, digits: number): number => Number(value.toFixed(digits));
