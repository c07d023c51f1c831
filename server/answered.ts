/** An update that no worker answered in time may still act later; the caller finds out by repeating it under its key. */
import { unavailable } from './problem.ts';
import type { Sent } from './thread-client.ts';

/** Passes on what a worker answered. Throws a 503 when none did. */
export function answered(sent: Sent): Exclude<Sent, { state: 'noAnswer' }> {
  if (sent.state !== 'noAnswer') return sent;
  throw unavailable('no worker answered; repeat the request with the same Idempotency-Key');
}
