/**
 * An update that no worker answered in time may still act later; the caller finds out by repeating it under
 * its key.
 */
import { unavailable } from '../http/problem.ts';
import type { Sent } from './temporal-errors.ts';

/** Passes on what a worker answered. Throws a 503 when none did. */
export function answered(sent: Sent): Exclude<Sent, { state: 'noAnswer' }> {
  if (sent.state === 'noAnswer')
    throw unavailable('no worker answered; repeat the request with the same Idempotency-Key');
  // A key that was used before gets its first answer, also when that was the refusal of another request.
  if (sent.state === 'applied' && !sent.outcome.applied)
    return { state: 'refused', reason: sent.outcome.reason ?? 'refused' };
  return sent;
}
