/**
 * Streams of events whose readers lose their connections at any byte, while goals work and are edited: held
 * against the record, nothing is lost, comes twice, or in another order.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { FILE_GOAL } from '../../support/contract/contracts.ts';
import { claim, inOrder, say, shell } from '../../support/model/scripts.ts';
import type { Json } from '../../support/service/api.ts';
import { type ScriptedService, startScriptedService } from '../../support/service/scripted-service.ts';
import {
  type CutReader,
  type SeenMessage,
  startCutReader,
} from '../../support/service/streams/cut-reader.ts';

/** `STREAM_SEED` cuts at the same bytes again. */
const SEED = Number(process.env.STREAM_SEED ?? Date.now() % 2 ** 31);
const WORKING_THREADS = 3;
const EDITED_THREADS = 3;
const COMMANDS = 12;
const READERS_OF_ALL = 3;
const MAX_CUTS = 4_000;
const PAGE = 200;
const DAY_MS = 86_400_000;

/** Short ones are as many as long ones: within the greeting, within an event, behind many of them. */
const cuts = fc.record({
  bytes: fc
    .integer({ min: 0, max: 14 })
    .chain((power) => fc.integer({ min: 2 ** power, max: 2 ** (power + 1) })),
  timeMs: fc.integer({ min: 5, max: 400 }),
});
const cutsOf = (reader: number) => fc.sample(cuts, { seed: SEED + reader, numRuns: MAX_CUTS });

let goalkeeper: ScriptedService;

/** `cutCount`: at least so many, over all readers. */
export function describeCutStreams(cutCount: number): void {
  beforeAll(async () => {
    goalkeeper = await startScriptedService();
  });
  afterAll(() => goalkeeper?.stop());

  test(`event streams: ${cutCount} connections cut at any byte while goals work → each reader has each event once, in the order of the record`, async () => {
    console.log(`cut streams: STREAM_SEED=${SEED}`);
    const working = await Promise.all(
      Array.from({ length: WORKING_THREADS }, () => goalkeeper.begin(FILE_GOAL, work())),
    );
    const notBefore = new Date(Date.now() + DAY_MS).toISOString();
    const edited = await Promise.all(
      Array.from({ length: EDITED_THREADS }, () => goalkeeper.begin({ ...FILE_GOAL, notBefore })),
    );
    const threads = [...working, ...edited];
    const ofThreads = threads.map((threadId, index) => readThread(threadId, index));
    const ofAll = Array.from({ length: READERS_OF_ALL }, (_, index) => readAll(threads.length + index));
    const readers = [...ofThreads, ...ofAll];
    const failed = Promise.race(readers.map((reader) => reader.untilSeen('never')));

    const total = (): number => readers.reduce((sum, reader) => sum + reader.cutCount(), 0);
    for (let turns = 1; total() < cutCount; turns += 1)
      await Promise.race([Promise.all(edited.map((threadId) => edit(threadId, turns))), failed]);
    for (const threadId of working) await goalkeeper.atRest(threadId);
    await Promise.race([settled(threads), failed]);

    const events = await allEvents();
    for (const reader of ofAll) await reader.untilSeen(`${events.at(-1)?.position}`);
    const records = await Promise.all(threads.map((threadId) => goalkeeper.api.items(threadId)));
    for (const [index, reader] of ofThreads.entries())
      await reader.untilSeen(`${records[index]?.at(-1)?.seq}`);
    await Promise.all(readers.map((reader) => reader.stop()));

    for (const [index, { seen }] of ofThreads.entries())
      expect(bodiesOf(seen)).toEqual(records[index]?.map((item) => [`${item.seq}`, item]));
    for (const { seen } of ofAll)
      expect(bodiesOf(seen)).toEqual(events.map((event) => [`${event.position}`, event]));
    const messages = readers.reduce((sum, { seen }) => sum + seen.length, 0);
    const torn = readers.reduce((sum, reader) => sum + reader.tornCount(), 0);
    console.log(`${total()} cuts, ${torn} within an event; ${messages} events to ${readers.length} readers`);
    expect(torn).toBeGreaterThan(cutCount / 10);
    expect(events.length).toBeGreaterThan(threads.length * 2);
    expect(total()).toBeGreaterThanOrEqual(cutCount);
  }, 1_800_000);

  test('a reader that comes again without saying what it has seen → gets events twice, and that is found', async () => {
    const { position } = (await allEvents())[1] ?? {};
    const cut = { bytes: 100_000, timeMs: 300 };
    const reader = startCutReader({ url: ALL(), cuts: [cut], isForgetful: true });
    while (reader.cutCount() < 3) await sleep(20);
    await reader.stop();
    expect(reader.seen.filter(({ id }) => id === `${position}`).length).toBeGreaterThan(1);
  });
}

const work = () =>
  inOrder(
    [
      ...Array.from({ length: COMMANDS }, (_, index) => shell(`echo ${index} >> log`)),
      shell('touch done.txt'),
      claim,
    ],
    say('Done.'),
  );

const ALL = (): string => `${goalkeeper.api.url}/v1/events`;
const readThread = (threadId: string, reader: number): CutReader =>
  startCutReader({ url: `${goalkeeper.api.url}/v1/threads/${threadId}/events`, cuts: cutsOf(reader) });
const readAll = (reader: number): CutReader => startCutReader({ url: ALL(), cuts: cutsOf(reader) });

async function edit(threadId: string, turns: number): Promise<void> {
  const reply = await goalkeeper.call(threadId, 'PATCH', 'goal', { budget: { turns } });
  expect(reply.status).toBe(200);
}

/** All that the threads have done is on record. */
async function settled(threads: readonly string[]): Promise<void> {
  for (const threadId of threads) await goalkeeper.allEvents(threadId);
}

async function allEvents(): Promise<Json[]> {
  const events: Json[] = [];
  for (;;) {
    const cursor = events.at(-1)?.position ?? 0;
    const { body } = await goalkeeper.api.call('GET', `/v1/events?cursor=${cursor}&limit=${PAGE}`);
    events.push(...body.events);
    if (body.isLast) return events;
  }
}

const bodiesOf = (seen: readonly SeenMessage[]): [string, Json][] =>
  seen.map(({ id, data }) => [id, JSON.parse(data)]);
