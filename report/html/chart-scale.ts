/** Where values stand on an axis, and which round figures are written beside it. Pure. */
export interface Scale {
  readonly min: number;
  readonly max: number;
  readonly ticks: readonly number[];
  /** It goes from 0 at `min` to 1 at `max`. */
  share(value: number): number;
}

const WANTED_TICKS = 5;
/** Powers of ten come to an end below it. */
const MIN_SPREAD = 1e-12;

/** Holds all values with room around them; round figures at its ticks. */
export function scaleFor(values: readonly number[]): Scale {
  const low = Math.min(...values);
  const high = Math.max(...values);
  // One value alone, or several alike, stand in the middle.
  const spread = high - low > MIN_SPREAD ? high - low : Math.max(Math.abs(high) / 5, MIN_SPREAD);
  const step = roundStep((spread * 1.2) / WANTED_TICKS);
  const isPositive = low >= 0;
  const min = Math.max(isPositive ? 0 : Number.NEGATIVE_INFINITY, low - spread * 0.22);
  const max = high + spread * 0.12;
  const first = Math.ceil(min / step);
  const count = Math.max(0, Math.floor(max / step) - first + 1);
  const ticks = Array.from(
    { length: Math.min(count, 2 * WANTED_TICKS) },
    (_, index) => (first + index) * step,
  );
  return { min, max, ticks, share: (value) => (max > min ? (value - min) / (max - min) : 0.5) };
}

/** 1, 2, 2.5 or 5 times a power of ten, not below `raw`. */
function roundStep(raw: number): number {
  const power = 10 ** Math.floor(Math.log10(raw));
  const factor = [1, 2, 2.5, 5].find((wanted) => wanted * power >= raw) ?? 10;
  return factor * power;
}

/** It has at most five digits that matter, e.g. `0.1`, `134.8`, `1.2e-7`. */
export const shortNumber = (value: number): string => String(Number(value.toPrecision(5)));
