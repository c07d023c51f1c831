/** What the `load` bench found, and how it is shown. Pure. */
import type { JournalKind } from './options.ts';

/** One kind of callers. */
export interface CallerFigures {
  readonly callers: number;
  readonly requests: number;
  readonly requestsPerSecond: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
  /** Answers that were no good ones, by their status. */
  readonly refused: Readonly<Record<string, number>>;
  /** Requests without an answer: broken off, or too late. */
  readonly failed: number;
}

export interface JournalFigures {
  readonly journal: JournalKind;
  readonly reads: CallerFigures;
  readonly writes: CallerFigures;
  /** What the service's process held before the load, and at most. Temporal and Postgres are others. */
  readonly memoryAtRestMb: number;
  readonly memoryPeakMb: number;
}

export interface LoadFigures {
  readonly bench: 'load';
  readonly seconds: number;
  readonly journals: readonly JournalFigures[];
}

export interface Answer {
  readonly status: number;
  readonly durationMs: number;
}

export function callerFigures(
  answers: readonly Answer[],
  {
    callers,
    seconds,
    failed,
  }: { readonly callers: number; readonly seconds: number; readonly failed: number },
): CallerFigures {
  const sorted = answers.map(({ durationMs }) => durationMs).sort((a, b) => a - b);
  const refused: Record<string, number> = {};
  for (const { status } of answers)
    if (status < 200 || status > 299) refused[status] = (refused[status] ?? 0) + 1;
  return {
    callers,
    requests: answers.length,
    requestsPerSecond: rounded(answers.length / seconds),
    p50Ms: rounded(percentile(sorted, 50)),
    p95Ms: rounded(percentile(sorted, 95)),
    p99Ms: rounded(percentile(sorted, 99)),
    maxMs: rounded(sorted.at(-1) ?? 0),
    refused,
    failed,
  };
}

/** The smallest value that so many of a hundred do not exceed; of none, 0. */
export const percentile = (sorted: readonly number[], percent: number): number =>
  sorted[Math.max(0, Math.ceil((sorted.length * percent) / 100) - 1)] ?? 0;

const rounded = (value: number): number => Math.round(value * 10) / 10;

const HEADER = [
  'journal',
  'callers',
  'requests/s',
  'p50 ms',
  'p95 ms',
  'p99 ms',
  'max ms',
  'refused',
  'failed',
];

export function loadTable({ seconds, journals }: LoadFigures): string {
  const rows = journals.flatMap(({ journal, reads, writes }) => [
    [journal, `${reads.callers} reading`, ...cellsOf(reads)],
    ['', `${writes.callers} writing`, ...cellsOf(writes)],
  ]);
  const all = [HEADER, ...rows];
  const widths = HEADER.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, at) => (at < 2 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join('  ');
  const memory = journals.map(
    ({ journal, memoryAtRestMb, memoryPeakMb }) =>
      `${journal}: ${memoryAtRestMb} MB before, ${memoryPeakMb} MB at most`,
  );
  return [
    ...all.map(line),
    '',
    `Reading and writing side by side for ${seconds} s. Memory of the service's process: ${memory.join('; ')}.`,
  ].join('\n');
}

function cellsOf({
  requestsPerSecond,
  p50Ms,
  p95Ms,
  p99Ms,
  maxMs,
  refused,
  failed,
}: CallerFigures): string[] {
  const statuses = Object.entries(refused).map(([status, count]) => `${count} x ${status}`);
  const durations = [p50Ms, p95Ms, p99Ms, maxMs].map((ms) => ms.toFixed(1));
  return [requestsPerSecond.toFixed(1), ...durations, statuses.join(', ') || '0', `${failed}`];
}
