import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Looking } from '../../../process/look-again.ts';
import { startEventDispatch } from '../../../server/webhooks/event-dispatch.ts';
import { openRestBench, type RestBench } from '../../support/service/rest-bench.ts';
import { type EventReader, readEvents } from '../../support/service/streams/event-reader.ts';

let bench: RestBench;
let url: string;
let dispatch: Looking;
const begun: string[] = [];
const readers: EventReader[] = [];
beforeAll(async () => {
  bench = await openRestBench();
  const deliveries = { begin: async ({ deliveryId }: { deliveryId: string }) => void begun.push(deliveryId) };
  dispatch = startEventDispatch({ journal: bench.journal, deliveries });
  url = await bench.app.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(async () => {
  for (const reader of readers) reader.close();
  await dispatch.stop();
  await bench.close();
});

const GOAL = { objective: 'Do it', verification: { checks: [{ name: 'a', command: 'true' }] } };

async function threadWithGoal(): Promise<string> {
  const threadId = await bench.newThread();
  await bench.call('PUT', `/v1/threads/${threadId}/goal`, GOAL);
  return threadId;
}

const page = async (query = '') => (await bench.call('GET', `/v1/events${query}`)).json();
const typesOf = (events: readonly { readonly type: string }[]): string[] => events.map(({ type }) => type);

async function follow(query = '', headers: Record<string, string> = {}): Promise<EventReader> {
  const reader = await readEvents(`${url}/v1/events${query}`, headers);
  readers.push(reader);
  return reader;
}

describe('GET /v1/events', () => {
  test('page by page, by thread and by type → each event once, and where to go on', async () => {
    const threadId = await threadWithGoal();
    await bench.call('POST', `/v1/threads/${threadId}/goal/pause`);
    await threadWithGoal();
    const own = await page(`?threadId=${threadId}`);
    expect(typesOf(own.events)).toEqual(['thread.created', 'goal.set', 'goal.paused']);
    expect(own.isLast).toBe(true);
    const first = await page(`?threadId=${threadId}&limit=2`);
    expect(first).toMatchObject({ isLast: false, nextCursor: own.events[1].position });
    const rest = await page(`?threadId=${threadId}&limit=2&cursor=${first.nextCursor}`);
    expect([...first.events, ...rest.events]).toEqual(own.events);
    const some = await page(`?types=goal.paused,thread.created&threadId=${threadId}`);
    expect(typesOf(some.events)).toEqual(['thread.created', 'goal.paused']);
    expect((await page('?cursor=end')).events).toEqual([]);
  });

  test.each(['?types=goal.done', '?cursor=-1', '?cursor=x', '?threadId=%00', '?metadata=a', '?limit=0'])(
    '%s → 400',
    async (query) => {
      expect((await bench.call('GET', `/v1/events${query}`)).statusCode).toBe(400);
    },
  );

  test('a stream from the end → what happens from then on; broken off and resumed → nothing twice, nothing lost', async () => {
    const stream = await follow('?cursor=end&types=goal.set,goal.paused');
    const threadId = await threadWithGoal();
    await stream.until(({ events }) => events.length === 1);
    stream.close();
    await bench.call('POST', `/v1/threads/${threadId}/goal/pause`);
    const other = await threadWithGoal();
    const again = await follow('?cursor=0&types=goal.set,goal.paused', {
      'last-event-id': stream.events[0]?.id ?? '',
    });
    await again.until(({ events }) => events.length === 2);
    const seen = [...stream.events, ...again.events];
    expect(seen.map(({ data }) => [data.type, data.data.threadId])).toEqual([
      ['goal.set', threadId],
      ['goal.paused', threadId],
      ['goal.set', other],
    ]);
    for (const { id, event, data } of seen) expect([id, event]).toEqual([String(data.position), undefined]);
  });

  test('two readers at once, one of them late → both hear of the same', async () => {
    const early = await follow('?cursor=end');
    await threadWithGoal();
    await early.until(({ events }) => events.length === 2);
    const late = await follow(`?cursor=${Number(early.events[0]?.id) - 1}`);
    await threadWithGoal();
    for (const reader of [early, late]) await reader.until(({ events }) => events.length === 4);
    expect(late.events).toEqual(early.events);
  });
});

test('events that one dispatch places, while streams and pages are read → each once in the stream, and one delivery begun for each', async () => {
  const made = await bench.call('POST', '/v1/webhooks', { url: 'https://hooks.example.org/all' });
  const { webhookId } = made.json<{ webhookId: string }>();
  const stream = await follow('?cursor=end');
  const threads = [];
  for (let index = 0; index < 10; index += 1) {
    threads.push(await threadWithGoal());
    await page();
  }
  await stream.until(({ events }) => events.length >= 20);
  const { deliveries } = (await bench.call('GET', `/v1/webhooks/${webhookId}/deliveries?limit=100`)).json();
  while (!deliveries.every(({ deliveryId }: { deliveryId: string }) => begun.includes(deliveryId)))
    await new Promise((resolve) => setTimeout(resolve, 10));
  const told = stream.events.map(({ data }) => `${data.data.threadId} ${data.type}`);
  expect(told.sort()).toEqual(threads.flatMap((id) => [`${id} goal.set`, `${id} thread.created`]).sort());
  expect(deliveries).toHaveLength(20);
  expect(
    begun.filter((id) => deliveries.some((each: { deliveryId: string }) => each.deliveryId === id)),
  ).toHaveLength(20);
});

describe('GET /v1/threads/:id/events?until', () => {
  const read = async (threadId: string, until: string): Promise<EventReader> => {
    const reader = await readEvents(`${url}/v1/threads/${threadId}/events?until=${until}`);
    readers.push(reader);
    return reader;
  };

  test('the goal ends while it is followed → all that is on record, an event `end`, and the stream is over', async () => {
    const threadId = await threadWithGoal();
    const stream = await read(threadId, 'goalEnd');
    await stream.until(({ events }) => events.length > 0);
    await bench.call('POST', `/v1/threads/${threadId}/goal/pause`);
    await stream.until(({ events }) => events.some(({ data }) => data.body?.change === 'pause'));
    await bench.call('POST', `/v1/threads/${threadId}/goal/clear`);
    await stream.ended;
    const last = stream.events.at(-1);
    expect(last).toMatchObject({ event: 'end', data: { status: 'cleared', goalId: expect.any(String) } });
    const { items } = (await bench.call('GET', `/v1/threads/${threadId}/items`)).json();
    expect(stream.seqs()).toEqual(items.map(({ seq }: { seq: number }) => seq));
    const again = await read(threadId, 'goalEnd');
    await again.ended;
    expect(again.events).toEqual(stream.events);
  });

  test('goalStop → ends also when the goal is paused; a running turn is waited for; without a goal it goes on', async () => {
    const threadId = await threadWithGoal();
    await bench.journal.append(threadId, {
      events: [{ type: 'turnStarted', kind: 'user', cause: 0, seq: 50, atMs: 1, turn: 1 }],
    });
    await bench.threads.changeGoal(threadId, { status: 'paused' });
    const stream = await read(threadId, 'goalStop');
    await stream.until(({ events }) => events.some(({ data }) => data.seq === 50));
    expect(stream.events.some(({ event }) => event === 'end')).toBe(false);
    await bench.journal.append(threadId, {
      events: [{ type: 'turnEnded', kind: 'user', toolCalls: 0, tokens: 1, seq: 51, atMs: 1, turn: 1 }],
    });
    await stream.ended;
    expect(stream.events.at(-1)).toMatchObject({ event: 'end', data: { status: 'paused', seq: 51 } });
    const without = await read(await bench.newThread(), 'goalStop');
    without.close();
    await without.ended;
    expect(without.events).toEqual([]);
  });

  test('another word → 400', async () => {
    const threadId = await bench.newThread();
    expect((await bench.call('GET', `/v1/threads/${threadId}/events?until=never`)).statusCode).toBe(400);
  });
});
