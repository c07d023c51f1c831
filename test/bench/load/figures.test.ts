import { expect, test } from '@jest/globals';
import { callerFigures, loadTable, percentile } from '../../../bench/load/figures.ts';

const answers = Array.from({ length: 100 }, (_, index) => ({ status: 200, durationMs: 100 - index }));

test('callerFigures: answers in any order → percentiles of all of them, and who was refused by what', () => {
  const mixed = [...answers, { status: 429, durationMs: 200 }, { status: 429, durationMs: 300 }];
  expect(callerFigures(mixed, { callers: 2, seconds: 10, failed: 1 })).toEqual({
    ...{ callers: 2, requests: 102, requestsPerSecond: 10.2, failed: 1, refused: { 429: 2 } },
    ...{ p50Ms: 51, p95Ms: 97, p99Ms: 200, maxMs: 300 },
  });
});

test('callerFigures: no answer at all → zeros', () => {
  expect(callerFigures([], { callers: 1, seconds: 5, failed: 3 })).toMatchObject({
    ...{ requests: 0, p50Ms: 0, maxMs: 0, refused: {}, failed: 3 },
  });
});

test('percentile: one value → that one, whatever is asked', () => {
  expect([1, 50, 99, 100].map((percent) => percentile([7], percent))).toEqual([7, 7, 7, 7]);
});

test('loadTable: figures → a line for each kind of callers, with what was refused and the memory', () => {
  const reads = callerFigures(answers, { callers: 16, seconds: 10, failed: 0 });
  const writes = callerFigures([{ status: 503, durationMs: 9 }], { callers: 4, seconds: 10, failed: 2 });
  const table = loadTable({
    bench: 'load',
    seconds: 10,
    journals: [{ journal: 'postgres', reads, writes, memoryAtRestMb: 500, memoryPeakMb: 600 }],
  });
  expect(table).toMatch(/^postgres +16 reading +10\.0 +50\.0 +95\.0 +99\.0 +100\.0 +0 +0$/m);
  expect(table).toMatch(/^ +4 writing .* 1 x 503 +2$/m);
  expect(table).toContain('postgres: 500 MB before, 600 MB at most');
});
