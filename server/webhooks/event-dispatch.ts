/**
 * Brings events on their way: gives them their places, and begins the deliveries that come of it. Whatever is
 * cut short is done by the next look, of this server or of another one.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Journal } from '../../journal/journal.ts';
import type { DeliveryClient } from '../temporal/deliveries.ts';

export interface EventDispatch {
  /** Resolves when nothing is under way any more. */
  stop(): Promise<void>;
}

export interface DispatchParts {
  readonly journal: Pick<Journal, 'placeEvents' | 'listUnsentRounds' | 'markRoundSent'>;
  readonly deliveries: DeliveryClient;
}

const LOOK_EVERY_MS = 500;
/** A journal or a cluster that is away is not asked more often than that. */
const AFTER_FAILURE_MS = 5_000;
const BATCH = 50;

export function startEventDispatch(parts: DispatchParts): EventDispatch {
  const stopping = new AbortController();
  const { signal } = stopping;

  async function run(): Promise<void> {
    while (!signal.aborted) {
      const isWell = await dispatch(parts, signal).then(
        () => true,
        () => false,
      );
      await pause(isWell ? LOOK_EVERY_MS : AFTER_FAILURE_MS, signal);
    }
  }

  const running = run();
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

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

/** Ends early when it is to stop. */
const pause = (durationMs: number, signal: AbortSignal): Promise<void> =>
  sleep(durationMs, undefined, { signal, ref: false }).catch(() => undefined);
