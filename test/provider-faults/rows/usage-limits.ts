/** The account has nothing left: the provider serves again at a time that it names, or when somebody pays. */
import type { Reply } from '../../../scripted-model/reply.ts';
import type { Rests, RowOf } from '../fault-row.ts';

const HOUR_MS = 3_600_000;

const limit = (status: number, error: object, headers: Readonly<Record<string, string>> = {}): Reply => ({
  fault: 'status',
  status,
  headers,
  body: { error },
});

const PAY = 'Raise the limit or pay at the provider, then resume the goal.';

export const USAGE_LIMITS: readonly RowOf<Rests>[] = [
  {
    name: '`insufficient_quota`',
    reply: limit(429, { code: 'insufficient_quota', message: 'You exceeded your current quota.' }),
    course: {
      kind: 'rests',
      statusReason: `model call failed: 429 You exceeded your current quota. ${PAY}`,
    },
  },
  {
    name: '402',
    reply: limit(402, { message: 'Insufficient credits.' }),
    course: { kind: 'rests', statusReason: `model call failed: 402 Insufficient credits. ${PAY}` },
  },
  {
    name: '`usage_limit_reached` with `resets_in_seconds: 10800`',
    reply: limit(429, {
      type: 'usage_limit_reached',
      message: 'The usage limit has been reached',
      resets_in_seconds: 10_800,
    }),
    course: {
      kind: 'rests',
      resetInMs: 3 * HOUR_MS,
      statusReason: 'model call failed: 429 The usage limit has been reached',
    },
  },
  {
    name: '429 with a `retry-after` of more than ten minutes',
    reply: limit(429, { message: 'Too many requests' }, { 'retry-after': '7200' }),
    course: {
      kind: 'rests',
      resetInMs: 2 * HOUR_MS,
      statusReason: 'model call failed: 429 Too many requests',
    },
  },
];
