import { describe, expect, test } from '@jest/globals';
import { MAX_AGE_MS, type MadeAttempt, outcomeOf } from '../../../activities/webhooks/next-attempt.ts';

const answered = (status: number, retryAfterMs?: number): MadeAttempt['sent'] => ({
  ...{ ok: true, status, answer: '' },
  ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
});
const made = (over: Partial<MadeAttempt> = {}): MadeAttempt => ({
  ...{ attempt: 1, sinceMs: 0, nowMs: 0, random: 0, sent: answered(500), hasSucceededSince: false },
  ...over,
});

describe('outcomeOf', () => {
  test.each([200, 201, 202, 204, 299])('%s → delivered', (status) => {
    expect(outcomeOf(made({ sent: answered(status) }))).toEqual({ status: 'delivered' });
  });

  test('410 → dead at once, and the webhook is disabled', () => {
    expect(outcomeOf(made({ sent: answered(410) }))).toEqual({
      ...{ status: 'dead', statusReason: 'rejected', disables: 'gone' },
    });
  });

  test.each([100, 199, 300, 301, 307, 400, 401, 404, 429, 500, 503])('%s → tried again', (status) => {
    expect(outcomeOf(made({ sent: answered(status) }))).toMatchObject({ status: 'pending' });
  });

  test('no answer → tried again', () => {
    const sent = { ok: false, failure: 'timeout', detail: '' } as const;
    expect(outcomeOf(made({ sent }))).toEqual({ status: 'pending', nextAttemptAt: new Date(5_000) });
  });

  test('a receiver that always fails → gaps that grow to twelve hours, more than ten attempts, three days', () => {
    const times = [0];
    for (let attempt = 1; ; attempt += 1) {
      const outcome = outcomeOf(made({ attempt, nowMs: times.at(-1) ?? 0, random: 1 }));
      if (outcome.nextAttemptAt === undefined) {
        expect(outcome).toEqual({ status: 'dead', statusReason: 'rejected', disables: 'failing' });
        break;
      }
      times.push(outcome.nextAttemptAt.getTime());
    }
    expect(times.length).toBeGreaterThan(10);
    expect(times.at(-1)).toBeLessThanOrEqual(MAX_AGE_MS);
    expect(times.at(-1)).toBeGreaterThan(MAX_AGE_MS / 2);
    const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    expect(gaps).toEqual([...gaps].sort((a, b) => a - b));
  });

  test('the last attempt fails while others succeed → dead, and the webhook stays', () => {
    const outcome = outcomeOf(made({ attempt: 20, nowMs: MAX_AGE_MS, hasSucceededSince: true }));
    expect(outcome).toEqual({ status: 'dead', statusReason: 'rejected' });
  });

  test('a receiver that says when → not before, and no later than twelve hours', () => {
    const next = (ms: number) => outcomeOf(made({ sent: answered(429, ms) })).nextAttemptAt?.getTime();
    expect(next(60_000)).toBe(60_000);
    expect(next(1)).toBe(5_000);
    expect(next(1e12)).toBe(12 * 3_600_000);
  });
});
