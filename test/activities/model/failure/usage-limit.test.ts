import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { usageLimitOf } from '../../../../activities/model/failure/usage-limit.ts';

const MINUTE_MS = 60_000;
/** The latest time that a date can hold. */
const LATEST_MS = 8.64e15;

describe('usageLimitOf: what is a usage limit', () => {
  test.each([
    ['insufficient_quota'],
    ['usage_limit_reached'],
    ['usage_limit_exceeded'],
    ['quota_exceeded'],
    ['billing_hard_limit_reached'],
    ['billing_not_active'],
    ['insufficient_user_quota'],
    ['exceeded_current_quota_error'],
    ['insufficient_balance'],
    ['1113'],
    ['Arrearage'],
  ])('%s, as code or type, of the error or of its body → a limit without a time', (word) => {
    for (const fields of [
      { status: 429, code: word },
      { status: 429, type: word },
      { status: 403, error: { code: word } },
      // A stream has no status.
      { error: { type: word } },
    ])
      expect(usageLimitOf(fields, undefined)).toEqual({});
  });

  test.each<[string, Record<string, unknown>, number | undefined]>([
    ['429 without a word on when', { status: 429, code: 'rate_limit_exceeded' }, undefined],
    ['429 that asks for 20 s', { status: 429 }, 20_000],
    ['429 that asks for just ten minutes', { status: 429 }, 10 * MINUTE_MS],
    ['an overloaded provider that asks for an hour', { status: 503 }, 60 * MINUTE_MS],
    ['a word that only begins alike', { code: 'insufficient_quota_soon' }, undefined],
    ['a code that is no text', { code: 429, type: null, error: 7 }, undefined],
    ['a reset time alone', { status: 429, error: { resets_in_seconds: 3_600 } }, undefined],
  ])('%s → none', (_, fields, retryAfterMs) => {
    expect(usageLimitOf(fields, retryAfterMs)).toBeUndefined();
  });

  test.each([
    [400, 'Your credit balance is too low to access the Anthropic API.'],
    [403, 'Key limit exceeded (daily limit).'],
    [429, 'Insufficient balance or no resource package. Please recharge.'],
    [429, 'You exceeded your current quota, please check your plan and billing details.'],
  ])('%d: %s → a limit without a time', (status, message) => {
    expect(usageLimitOf({ status, message }, undefined)).toEqual({});
  });

  test('the same words of a server that counts by the minute, or that is down → none', () => {
    const message = 'You exceeded your current quota';
    expect(usageLimitOf({ status: 429, message, code: 'RESOURCE_EXHAUSTED' }, undefined)).toBeUndefined();
    expect(usageLimitOf({ status: 500, message }, undefined)).toBeUndefined();
  });

  test('429 that asks for more than ten minutes → a limit until then', () => {
    const afterMs = 10 * MINUTE_MS + 1;
    expect(usageLimitOf({ status: 429 }, afterMs)).toEqual({ resetInMs: afterMs });
  });
});

describe('usageLimitOf: when it is over', () => {
  const limit = (error: object, retryAfterMs?: number) =>
    usageLimitOf({ status: 429, error: { type: 'usage_limit_reached', ...error } }, retryAfterMs);

  test.each<[string, object, number | undefined, object]>([
    ['a time', { resets_at: 1_800_000_000 }, undefined, { resetAtMs: 1_800_000_000_000 }],
    ['a span', { resets_in_seconds: 3_600 }, undefined, { resetInMs: 3_600_000 }],
    ['a time and a span', { resets_in_seconds: 5, resets_at: 1_800_000_000 }, 7, { resetAtMs: 1.8e12 }],
    ['a span and a retry-after', { resets_in_seconds: 3_600 }, 7_000, { resetInMs: 3_600_000 }],
    ['a retry-after alone', {}, 7_000, { resetInMs: 7_000 }],
    ['a retry-after of nothing', {}, 0, {}],
    ['a time in milliseconds', { resets_at: 1_800_000_000_000 }, undefined, { resetAtMs: 1.8e12 }],
    ['a date', { resets_at: '2030-01-01T00:00:00Z' }, undefined, { resetAtMs: 1_893_456_000_000 }],
    ['digits as text', { resets_at: '1800000000' }, undefined, { resetAtMs: 1.8e12 }],
    ['a span as text', { resets_in_seconds: '5400' }, undefined, { resetInMs: 5_400_000 }],
    ['words', { resets_at: 'soon' }, undefined, {}],
    ['a time that is none, and a span', { resets_at: null, resets_in_seconds: 60 }, 0, { resetInMs: 60_000 }],
    ['a negative span', { resets_in_seconds: -60 }, undefined, {}],
  ])('%s → read', (_, error, retryAfterMs, reset) => {
    expect(limit(error, retryAfterMs)).toEqual(reset);
  });

  test('beside the body, as a stream gives it → read as well', () => {
    const fields = { type: 'usage_limit_reached', resets_in_seconds: 90 };
    expect(usageLimitOf(fields, undefined)).toEqual({ resetInMs: 90_000 });
  });

  test.each([
    ['a time in microseconds', { resets_at: 1.8e15 }],
    ['a time beyond any number', { resets_at: 1e308 }],
    ['a span beyond any calendar', { resets_in_seconds: 1e300 }],
  ])('%s → unknown: no timer and no date could hold it', (_, error) => {
    expect(limit(error)).toEqual({});
    expect(limit(error, 7_000)).toEqual({ resetInMs: 7_000 });
  });

  test('any body at all → a reset that can be written as a date', () => {
    const number = fc.oneof(fc.double(), fc.maxSafeInteger(), fc.anything());
    fc.assert(
      fc.property(number, number, fc.option(fc.nat(31 * 24 * 3_600_000)), (at, span, retryAfterMs) => {
        const reset = limit({ resets_at: at, resets_in_seconds: span }, retryAfterMs ?? undefined);
        for (const ms of Object.values(reset ?? {})) {
          expect(ms).toBeGreaterThan(0);
          expect(ms + Date.now()).toBeLessThanOrEqual(LATEST_MS);
        }
      }),
    );
  });
});
