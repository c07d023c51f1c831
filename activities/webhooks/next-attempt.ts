/** What an attempt at a delivery means: for it, for its webhook, and when the next one is due. Pure. */

import type { AttemptOutcome } from '../../journal/rows/webhook-delivery.ts';
import { defined } from '../../objects/defined.ts';
import type { SendEnd } from './send-webhook.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** The gaps between attempts; the last one again and again. */
const GAPS_MS = [
  ...[5 * SECOND_MS, 30 * SECOND_MS, 2 * MINUTE_MS, 10 * MINUTE_MS, 30 * MINUTE_MS],
  ...[HOUR_MS, 2 * HOUR_MS, 4 * HOUR_MS, 8 * HOUR_MS, 12 * HOUR_MS],
];

/** No attempt is made later than this after the first one. */
export const MAX_AGE_MS = 72 * HOUR_MS;

/** Receivers that failed together do not come back together: each gap is up to a tenth longer. */
const JITTER = 0.1;

const GONE = 410;

export interface MadeAttempt {
  readonly attempt: number;
  readonly sinceMs: number;
  readonly nowMs: number;
  /** It lies between 0 and 1. */
  readonly random: number;
  readonly sent: SendEnd;
  /** Some delivery to the webhook has succeeded since this one began. */
  readonly hasSucceededSince: boolean;
}

export function outcomeOf(made: MadeAttempt): AttemptOutcome {
  const { sent, sinceMs, nowMs, hasSucceededSince } = made;
  if (sent.ok && sent.status >= 200 && sent.status < 300) return { status: 'delivered' };
  if (sent.ok && sent.status === GONE) return { status: 'dead', statusReason: 'rejected', disables: 'gone' };
  const nextMs = nowMs + gapMs(made);
  if (nextMs - sinceMs <= MAX_AGE_MS) return { status: 'pending', nextAttemptAt: new Date(nextMs) };
  const disables = hasSucceededSince ? undefined : ('failing' as const);
  return { status: 'dead', statusReason: 'rejected', ...defined({ disables }) };
}

function gapMs({ attempt, random, sent }: MadeAttempt): number {
  const gap = GAPS_MS[Math.min(attempt, GAPS_MS.length) - 1] ?? HOUR_MS;
  const asked = sent.ok ? Math.min(sent.retryAfterMs ?? 0, 12 * HOUR_MS) : 0;
  return Math.round(Math.max(asked, gap) * (1 + JITTER * random));
}
