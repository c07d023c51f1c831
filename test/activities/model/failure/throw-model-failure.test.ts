import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { modelFailure } from '../../../../activities/model/failure/throw-model-failure.ts';
import { defined } from '../../../../objects/defined.ts';
import { FAILURE_TYPE } from '../../../../workflows/turn/failure-type.ts';

const unavailable = { kind: 'unavailable', reason: 'busy' } as const;
const delayOf = (attempt: number, jitter = 0, retryAfterMs?: number): number =>
  Number(modelFailure({ ...unavailable, ...defined({ retryAfterMs }) }, attempt, jitter).nextRetryDelay);

describe('modelFailure', () => {
  test('rejected → final, at the first attempt', () => {
    expect(modelFailure({ kind: 'rejected', reason: 'wrong key' }, 1, 0)).toMatchObject({
      type: FAILURE_TYPE.modelRejected,
      message: 'wrong key',
      nonRetryable: true,
    });
  });

  test.each([{ resetAtMs: 1_800_000_000_000 }, { resetInMs: 60_000 }, {}])(
    'usage limit with %j → final at the first attempt, and the detail says when it is over',
    (usageLimit) => {
      expect(modelFailure({ kind: 'usageLimited', reason: 'spent', usageLimit }, 1, 0)).toMatchObject({
        type: FAILURE_TYPE.modelUsageLimited,
        message: 'spent',
        nonRetryable: true,
        details: [usageLimit],
      });
    },
  );

  test('usage limit without a word on when → a detail all the same', () => {
    expect(modelFailure({ kind: 'usageLimited', reason: 'spent' }, 1, 0).details).toEqual([{}]);
  });

  test('unreadable → three more attempts, then final', () => {
    const finals = [1, 2, 3, 4, 5].map(
      (attempt) => modelFailure({ kind: 'unreadable', reason: 'html' }, attempt, 0).nonRetryable,
    );
    expect(finals).toEqual([false, false, false, true, true]);
  });

  test('unavailable → never final', () => {
    for (const attempt of [1, 10, 10_000])
      expect(modelFailure(unavailable, attempt, 0)).toMatchObject({
        type: FAILURE_TYPE.modelUnavailable,
        nonRetryable: false,
      });
  });

  test('unavailable without a word on when → doubles from 1 s to 60 s', () => {
    expect([1, 2, 3, 6, 7, 50].map((attempt) => delayOf(attempt))).toEqual([
      1_000, 2_000, 4_000, 32_000, 60_000, 60_000,
    ]);
  });

  test('retry-after → never earlier than asked, never much later than the longer of both', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.nat(40 * 24 * 3_600_000),
        (attempt, jitter, retryAfterMs) => {
          const delay = delayOf(attempt, jitter, retryAfterMs);
          const wanted = Math.max(retryAfterMs, delayOf(attempt));
          expect(Number.isInteger(delay)).toBe(true);
          expect(delay).toBeGreaterThanOrEqual(wanted);
          expect(delay).toBeLessThanOrEqual(wanted * 1.1 + 1);
        },
      ),
    );
  });
});
