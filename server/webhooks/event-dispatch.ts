/**
 * Brings events on their way: gives them their places, and begins the deliveries that come of it. Whatever is
 * cut short is done by the next look, of this server or of another one.
 */
import type { Journal } from '../../journal/journal.ts';
import { type Looking, lookAgain } from '../../process/look-again.ts';
import type { DeliveryClient } from '../temporal/deliveries.ts';

export interface DispatchParts {
  readonly journal: Pick<Journal, 'placeEvents' | 'listUnsentRounds' | 'markRoundSent'>;
  readonly deliveries: DeliveryClient;
}

const LOOK_EVERY_MS = 500;
const BATCH = 50;

export const startEventDispatch = (parts: DispatchParts): Looking =>
  lookAgain(LOOK_EVERY_MS, (signal) => dispatch(parts, signal));

/** Resolves when there is nothing left to do. */
async function dispatch({ journal, deliveries }: DispatchParts, signal: AbortSignal): Promise<void> {
  for (;;) {
    const placed = await journal.placeEvents(new Date());
    const rounds = signal.aborted ? [] : await journal.listUnsentRounds(BATCH);
    for (const round of rounds) {
      await deliveries.begin(round);
      await journal.markRoundSent(round.deliveryId, round.round);
    }
    if (signal.aborted || (placed === 0 && rounds.length < BATCH)) return;
  }
}
