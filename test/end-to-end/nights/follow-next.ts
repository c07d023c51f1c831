/**
 * Holds what a thread says of its future (`next`) against what then happens, by the clock of its workflow.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from '@jest/globals';
import type { Json } from '../../support/service/api.ts';
import type { SkippedTimeService } from '../../support/service/skipped-time.ts';
import { eventsIn, nameOf } from './events.ts';

const POLL_INTERVAL_MS = 50;
/** The clock runs at real speed between a due timer and the event that it leads to. */
const MAX_LATE_MS = 60_000;
const AT_WORK: readonly string[] = ['running', 'auditing'];

export interface Followed {
  readonly next: Json;
  readonly atMs: number;
  /** Position of the event that was announced. */
  readonly seq: number;
}

/** Waits until nothing runs, and returns the thread as its worker says it is. */
export async function atRest({ api }: SkippedTimeService, threadId: string): Promise<Json> {
  for (;;) {
    const { body } = await api.call('GET', `/v1/threads/${threadId}`);
    if (body.stale === false && !AT_WORK.includes(body.phase)) return body;
    await sleep(POLL_INTERVAL_MS);
  }
}

/** The events from a position on, once the thread is at rest and its journal has caught up. */
export async function eventsOf(service: SkippedTimeService, threadId: string, fromSeq = 1): Promise<Json[]> {
  for (;;) {
    const { seq } = await atRest(service, threadId);
    const items = await service.api.items(threadId);
    if (items.at(-1)?.seq >= seq) return eventsIn(items).filter((event) => event.seq >= fromSeq);
    await sleep(POLL_INTERVAL_MS);
  }
}

/**
 * Waits until the thread is at rest, and skips to the time that it names; what it announced must happen then.
 */
export const followNext = async (service: SkippedTimeService, threadId: string): Promise<Followed> =>
  follow(service, await atRest(service, threadId));

/**
 * The same, as long as the thread names a time whenever it is at rest. `turnMs`: what a turn takes of the
 * night itself.
 */
export async function followToTheEnd(
  service: SkippedTimeService,
  threadId: string,
  turnMs = 0,
): Promise<Followed[]> {
  const followed: Followed[] = [];
  for (;;) {
    if (turnMs > 0) await service.skip(turnMs);
    const thread = await atRest(service, threadId);
    if (thread.next.at === undefined) return followed;
    followed.push(await follow(service, thread));
  }
}

async function follow(service: SkippedTimeService, { threadId, next, seq }: Json): Promise<Followed> {
  expect(next).toMatchObject({ at: expect.any(String) });
  const atMs = Date.parse(next.at);
  await service.skipUntil(atMs);
  const first = await firstEventBehind(service, threadId, seq);
  // Whatever else had happened before would be the first event, or too early.
  expect({ next, event: nameOf(first) }).toEqual({ next, event: promisedBy(next) });
  expect(first.atMs).toBeGreaterThanOrEqual(atMs);
  expect(first.atMs).toBeLessThan(atMs + MAX_LATE_MS);
  return { next, atMs, seq: first.seq };
}

async function firstEventBehind({ api }: SkippedTimeService, threadId: string, seq: number): Promise<Json> {
  for (;;) {
    const first = eventsIn(await api.items(threadId)).find((event) => event.seq > seq);
    if (first !== undefined) return first;
    await sleep(POLL_INTERVAL_MS);
  }
}

/** The first event that an announcement promises. */
function promisedBy({ action, reason, at, question }: Json): string {
  // A question ends when its own time is over, or with what the goal is out of.
  if (action === 'needsInput') return question?.until === at ? 'inputExpired' : 'inputWithdrawn';
  if (reason.includes('the deadline')) return 'goalChanged budgetReached';
  if (reason.startsWith('the goal is usageLimited')) return 'goalChanged usageLimitLifted';
  return reason.startsWith('the model waits') ? 'waitEnded time' : 'turnStarted continuation';
}
