/** The one figure that a text shows: the worst of all that are in it, or why there is none. Pure. */
import { defined } from '../../../objects/defined.ts';
import { type MetricExpectation, metricName } from '../../../workflows/contract/contract.ts';
import { worstOf } from '../../../workflows/contract/worst-figure.ts';
import { jsonFigures } from './json-figures.ts';
import { markedFigures } from './marked-figures.ts';
import type { PrintedNumber } from './printed-number.ts';
import { unitOfMarker } from './units.ts';

export type Figure =
  /**
   * `unit` as it was printed, by its usual name; JSON has none. `note` says where an unexpected figure was
   * found.
   */
  | { readonly ok: true; readonly value: number; readonly unit?: string; readonly note?: string }
  /** `reason` is absent when the text simply has no such figure. */
  | { readonly ok: false; readonly reason?: string };

/**
 * `baselineUnit`: the unit that the check printed before the work. Another one makes numbers that cannot be
 * compared.
 */
export function readFigure(text: string, expectation: MetricExpectation, baselineUnit?: string): Figure {
  if ('marker' in expectation) return readMarked(text, expectation, expectation.marker, baselineUnit);
  return readJson(text, expectation, expectation.jsonPath);
}

const INNER =
  'that one is in JSON inside of other JSON, on lines of its own; a report on one line, or indented throughout, has one figure';

function readJson(text: string, expectation: MetricExpectation, jsonPath: string): Figure {
  const found = jsonFigures(text, jsonPath);
  if (!found.ok) return found;
  const figure = worst(
    found.figures.map(({ value }) => value),
    expectation,
  );
  const isInner = found.figures.every(
    ({ value, isInner }) => isInner || !figure.ok || value !== figure.value,
  );
  return figure.ok && isInner ? { ...figure, note: INNER } : figure;
}

function worst(values: readonly number[], expectation: MetricExpectation, unit?: string): Figure {
  const value = worstOf(values, expectation);
  if (value === undefined) return { ok: false };
  return { ok: true, value, ...defined({ unit }) };
}

function readMarked(
  text: string,
  expectation: MetricExpectation,
  marker: string,
  baselineUnit: string | undefined,
): Figure {
  const figures = markedFigures(text, marker);
  if (figures === undefined)
    return { ok: false, reason: `too many terminal sequences stand over ${metricName(expectation)}` };
  const unreadable = figures.find(({ kind }) => kind === 'unreadable');
  if (unreadable !== undefined)
    return { ok: false, reason: `${marker}: ${unreadable.shown} cannot be read as one number` };
  const numbers = figures.filter((figure) => figure.kind === 'number');
  const unit = numbers.find((figure) => figure.unit !== undefined)?.unit;
  const strange = strangeUnit(marker, numbers, unit, baselineUnit);
  if (strange !== undefined) return { ok: false, reason: strange };
  return worst(
    numbers.map(({ value }) => value),
    expectation,
    unit,
  );
}

type Printed = PrintedNumber & { readonly kind: 'number' };

/** The first figure whose unit is not the one that is due, in words. A figure without a unit may have any. */
function strangeUnit(
  marker: string,
  numbers: readonly Printed[],
  first: string | undefined,
  baselineUnit: string | undefined,
): string | undefined {
  const due = unitOfMarker(marker);
  for (const { unit, shown } of numbers) {
    if (unit === undefined) continue;
    const said = `${marker}: ${shown} is in ${unit}`;
    // `12 ns/op` is in ns as well.
    if (due !== undefined && unit !== due && unit.split('/')[0] !== due)
      return `${said}; ${marker} says ${due}`;
    if (baselineUnit !== undefined && unit !== baselineUnit)
      return `${said}; the baseline was in ${baselineUnit}`;
    if (unit !== first) return `${said}; another figure of the same run is in ${first}`;
  }
  return undefined;
}
