/** Numbers with a bound, as words name them: `below 120 ms`, `at least 90 %`. Pure. */
import type { MetricExpectation } from '../../../workflows/contract/contract.ts';

export interface Bound {
  /** The words hold it like this. */
  readonly words: string;
  readonly op: MetricExpectation['op'];
  readonly value: number;
}

const NUMBER = String.raw`\$?\d[\d,_]*(?:\.\d+)?`;
const UNIT = String.raw`(?:\s?%|\s?[A-Za-zµ]+\b)?`;

const WORDS: readonly (readonly [Bound['op'], string])[] = [
  ['<', String.raw`\b(?:below|under|less than|fewer than|lower than|faster than|smaller than)`],
  ['<=', String.raw`\b(?:at most|no more than|not more than|no longer than|up to)|<=|≤`],
  ['>', String.raw`\b(?:above|more than|greater than|higher than)`],
  ['>=', String.raw`\b(?:at least|no less than|not less than)|>=|≥`],
  ['<=', String.raw`\b(?:reduce|cut|lower|bring|shrink|decrease|get)\b[^.;]{0,80}?\bto`],
  ['>=', String.raw`\b(?:raise|increase|grow|lift)\b[^.;]{0,80}?\bto`],
  ['<', '(?<![-=<])<'],
  ['>', '(?<![-=>])>'],
];

const PATTERNS = WORDS.map(
  ([op, words]) => [op, new RegExp(`(?:${words})\\s*(${NUMBER})${UNIT}`, 'gi')] as const,
);

/** What is counted by the budget of a goal, or by time passed, and measures no outcome. */
const IS_SPENDING = /\b(turns?|tokens?|tool calls?|attempts?|iterations?|times|runs|words|sentences)$/i;

/** Bounds are in the order of the text, each number once. */
export function boundsIn(text: string): Bound[] {
  const found = PATTERNS.flatMap(([op, pattern]) =>
    [...text.matchAll(pattern)].map((match) => ({
      end: match.index + match[0].length,
      words: match[0],
      op,
      value: numberOf(match[1] ?? ''),
    })),
  );
  const first = found.filter(
    ({ end, words }, index) =>
      !IS_SPENDING.test(words) && found.findIndex((other) => other.end === end) === index,
  );
  return first.sort((a, b) => a.end - b.end).map(({ end: _, ...bound }) => bound);
}

/** `1,200.5` → 1200.5. */
export const numberOf = (digits: string): number => Number(digits.replace(/[$,_]/g, ''));
