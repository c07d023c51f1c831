import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Bucket, takeOne } from '../../../../server/access/rate/token-bucket.ts';

const RATE = { quota: 60, windowSeconds: 60 };

/** Takes at each of these times; which of them were allowed. */
function takeAt(timesMs: readonly number[], rate = RATE): boolean[] {
  let bucket: Bucket | undefined;
  return timesMs.map((atMs) => {
    const taken = takeOne(bucket, rate, atMs);
    bucket = taken.bucket;
    return taken.isAllowed;
  });
}

test('takeOne: at once → as many as the quota, and no more', () => {
  const allowed = takeAt(Array.from({ length: 100 }, () => 0));
  expect(allowed.filter(Boolean)).toHaveLength(60);
  expect(allowed.slice(0, 60).every(Boolean)).toBe(true);
});

test('takeOne: an empty bucket → the next in a second, full in a minute', () => {
  let bucket: Bucket | undefined;
  for (let count = 0; count < 60; count += 1) bucket = takeOne(bucket, RATE, 0).bucket;
  const refused = takeOne(bucket, RATE, 0);
  expect(refused).toMatchObject({ isAllowed: false, remaining: 0, nextInSeconds: 1, fullInSeconds: 60 });
  expect(takeOne(refused.bucket, RATE, 999)).toMatchObject({ isAllowed: false });
  expect(takeOne(refused.bucket, RATE, 1_000)).toMatchObject({ isAllowed: true, remaining: 0 });
  expect(takeOne(refused.bucket, RATE, 60_000)).toMatchObject({ isAllowed: true, remaining: 59 });
});

test('takeOne: a clock that goes back → fills nothing, and takes nothing away', () => {
  const { bucket } = takeOne({ level: 10, atMs: 50_000 }, RATE, 10_000);
  expect(bucket.level).toBe(9);
});

test('takeOne: any times → never more in a window than twice the quota, and all of a pace that it allows', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 3_000 }), { maxLength: 300 }), (gapsMs) => {
      let nowMs = 0;
      const timesMs = gapsMs.map((gapMs) => (nowMs += gapMs));
      const allowed = takeAt(timesMs);
      for (const [index, fromMs] of timesMs.entries()) {
        const inWindow = timesMs.filter((atMs, at) => at >= index && atMs < fromMs + 60_000 && allowed[at]);
        if (inWindow.length > 120) return false;
      }
      return gapsMs.every((gapMs) => gapMs >= 1_000) ? allowed.every(Boolean) : true;
    }),
  );
});
