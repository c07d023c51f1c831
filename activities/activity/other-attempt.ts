/**
 * What two attempts of one call on two workers have to do with each other. A worker that was too busy for its
 * heartbeats is thought lost; the command that it runs need not be.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { CallKey, Item, Journal } from '../../journal/journal.ts';
import type { Wish } from './running-calls.ts';

const LOOK_MS = 500;
/** An attempt that lives gives a sign each time that it looks. */
const FRESH_MS = 2_500;

type Signs = Pick<Journal, 'beginCall' | 'giveSign'>;

/**
 * The attempt that is thought lost, and lives, asks whether another one waits for it, or has decided without
 * it.
 */
export async function wishOf(journal: Signs, threadId: string, call: CallKey): Promise<Wish> {
  const ageMs = await journal.giveSign(threadId, call.callId, 'alive');
  if ((await journal.beginCall(threadId, call, {})).state === 'finished') return 'settled';
  return ageMs !== undefined && ageMs < FRESH_MS ? 'wanted' : 'unknown';
}

/**
 * The later attempt waits for the earlier one for as long as that gives signs of life. `undefined`: it gives
 * none, and its outcome is unknown.
 */
export async function awaitEarlier(
  journal: Signs,
  threadId: string,
  call: CallKey,
  signal: AbortSignal,
): Promise<Item | undefined> {
  for (let aliveAtMs = Date.now(); Date.now() - aliveAtMs < FRESH_MS; ) {
    const ageMs = await journal.giveSign(threadId, call.callId, 'awaited');
    if (ageMs !== undefined && ageMs < FRESH_MS) aliveAtMs = Date.now();
    const known = await journal.beginCall(threadId, call, {});
    if (known.state === 'finished') return known.item;
    await delay(LOOK_MS, undefined, { signal });
  }
  return undefined;
}
