/** Holds numbers that checks print against what the contract expects. Pure. */
import type { MetricExpectation } from '../../workflows/contract/contract.ts';

const COMPARE: Record<MetricExpectation['op'], (a: number, b: number) => boolean> = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
  '==': (a, b) => a === b,
};

export const satisfies = (value: number, { op, value: wanted }: MetricExpectation): boolean =>
  COMPARE[op](value, wanted);

/**
 * How far the value is from its bound: 0 when it satisfies it, so that less is always nearer to the finish
 * line.
 */
export const gapTo = (value: number, expectation: MetricExpectation): number =>
  satisfies(value, expectation) ? 0 : Math.abs(value - expectation.value);
