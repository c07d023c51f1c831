/** Reads the number that a check prints, and holds it against what the contract expects. Pure. */
import type { MetricExpectation } from '../../workflows/contract.ts';

const NUMBER = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?/;
/** What makes of `1,200` or `1.2.3` something else than the number it begins with. */
const GOES_ON = /^[.,_']\d/;

/**
 * The value of the last line of the form `<marker>: <number>` or `<marker>=<number>` (spaces allowed around each part, a
 * unit may follow). `undefined` when no line has that form. A figure that is not read whole (`1,200`) or is not finite is none.
 */
export function readMetric(output: string, marker: string): number | undefined {
  let value: number | undefined;
  for (const line of output.split(/\r?\n/)) {
    const text = line.trimStart();
    if (!text.startsWith(marker)) continue;
    const rest = text.slice(marker.length).trimStart();
    if (!rest.startsWith(':') && !rest.startsWith('=')) continue;
    const figure = rest.slice(1).trimStart();
    const number = NUMBER.exec(figure)?.[0];
    if (number === undefined || GOES_ON.test(figure.slice(number.length))) continue;
    if (Number.isFinite(Number(number))) value = Number(number);
  }
  return value;
}

const COMPARE: Record<MetricExpectation['op'], (a: number, b: number) => boolean> = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
  '==': (a, b) => a === b,
};

export const satisfies = (value: number, { op, value: wanted }: MetricExpectation): boolean =>
  COMPARE[op](value, wanted);

/** How far the value is from its bound: 0 when it satisfies it, so that less is always nearer to the finish line. */
export const gapTo = (value: number, expectation: MetricExpectation): number =>
  satisfies(value, expectation) ? 0 : Math.abs(value - expectation.value);
