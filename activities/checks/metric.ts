/** Reads the number that a check prints, and holds it against what the contract expects. Pure. */
import type { MetricExpectation } from '../../workflows/contract.ts';

const NUMBER = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?/;
/** What makes of `1,200` or `1.2.3` something else than the number it begins with. */
const GOES_ON = /^[.,_']\d/;

/** The number that the expectation is about, as the output shows it; `undefined` when it does not. */
export const readMetric = (output: string, expectation: MetricExpectation): number | undefined =>
  'marker' in expectation
    ? readMarked(output, expectation.marker)
    : readJsonNumber(output, expectation.jsonPath);

/**
 * The value of the last line of the form `<marker>: <number>` or `<marker>=<number>` (spaces allowed around each part, a
 * unit may follow). `undefined` when no line has that form. A figure that is not read whole (`1,200`) or is not finite is none.
 */
export function readMarked(output: string, marker: string): number | undefined {
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

/**
 * The number at the path in the last line that is a JSON object or array; in the whole output if no line is one. Own
 * properties only.
 */
export function readJsonNumber(output: string, jsonPath: string): number | undefined {
  const lines = output.trimEnd().split(/\r?\n/);
  const root = lines.reverse().map(parseContainer).find(isContainer) ?? parseContainer(output);
  let value: unknown = root;
  for (const key of jsonPath.split(/[.[\]]+/).filter((part) => part !== '')) {
    if (!isContainer(value) || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

const isContainer = (value: unknown): value is object => typeof value === 'object' && value !== null;

function parseContainer(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
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
