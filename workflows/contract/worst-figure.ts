/** Which of several figures decides: the one that speaks most against what is wanted. Pure. */
import type { MetricExpectation } from './contract.ts';

/** `undefined` of none. When it satisfies the expectation, all do. */
export function worstOf(
  values: readonly number[],
  { op, value: wanted }: MetricExpectation,
): number | undefined {
  const isWorse = (a: number, b: number): boolean => {
    if (op === '==') return Math.abs(a - wanted) > Math.abs(b - wanted);
    return op.startsWith('<') ? a > b : a < b;
  };
  let worst: number | undefined;
  for (const value of values) if (worst === undefined || isWorse(value, worst)) worst = value;
  return worst;
}
