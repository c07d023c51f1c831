import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { instantMs, retryAfterMs, spanMs } from '../../../../activities/model/failure/when.ts';

const NOW_MS = Date.parse('2026-12-01T00:00:00Z');
const now = NOW_MS / 1000;

describe('retryAfterMs', () => {
  test.each<[string, number | undefined]>([
    ['20', 20_000],
    ['0', 0],
    ['0.5', 500],
    ['"5"', 5_000],
    [`${now + 90}`, 90_000],
    [`${NOW_MS + 90_000}`, 90_000],
    [`${now - 90}`, 0],
    ['2026-12-01T00:00:30Z', 30_000],
    ['Tue, 01 Dec 2026 00:00:30 GMT', 30_000],
    ['Mon, 01 Jan 2001 00:00:00 GMT', 0],
    ['1m30s', 90_000],
    ['5 minutes', 300_000],
    ['10m', 600_000],
    ['1 hour and 2 min', 3_720_000],
    ['1500ms', 1_500],
    ['5, 10', 10_000],
    ['-5', undefined],
    ['1e3', undefined],
    ['soon', undefined],
    ['', undefined],
    ['NaN', undefined],
    ['Infinity', undefined],
    ['5 parsecs', undefined],
  ])('%j → %s ms', (header, ms) => {
    expect(retryAfterMs(header, NOW_MS)).toBe(ms);
  });

  test('any text → a span, or none', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.nat().map(String)), (header) => {
        const ms = retryAfterMs(header, NOW_MS);
        return ms === undefined || (Number.isFinite(ms) && ms >= 0);
      }),
    );
  });
});

test.each<[unknown, number | undefined]>([
  [1_800_000_000, 1_800_000_000_000],
  [1_800_000_000_000, 1_800_000_000_000],
  ['1800000000', 1_800_000_000_000],
  ['2030-01-01T00:00:00Z', Date.parse('2030-01-01T00:00:00Z')],
  ['Tue, 01 Dec 2026 00:00:30 GMT', NOW_MS + 30_000],
  [1.8e15, undefined],
  [1e308, undefined],
  [0, undefined],
  [-5, undefined],
  ['soon', undefined],
  [null, undefined],
])('instantMs: %j → %s', (value, ms) => {
  expect(instantMs(value)).toBe(ms);
});

test.each<[unknown, number | undefined]>([
  [60, 60_000],
  ['5400', 5_400_000],
  ['1h', 3_600_000],
  [-60, undefined],
  ['x', undefined],
  [{}, undefined],
])('spanMs: %j → %s', (value, ms) => {
  expect(spanMs(value)).toBe(ms);
});
