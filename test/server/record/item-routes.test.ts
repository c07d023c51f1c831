import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { turnStarted } from '../../journal/samples.ts';
import { FILE_GOAL } from '../../support/contract/contracts.ts';
import { openRestBench, type RestBench } from '../../support/service/rest-bench.ts';

let bench: RestBench;
let threadId: string;

beforeAll(async () => {
  bench = await openRestBench();
});
afterAll(() => bench.close());
beforeEach(async () => {
  threadId = await bench.newThread();
});

describe('GET items', () => {
  const get = (query = '') => bench.call('GET', `/v1/threads/${threadId}/items${query}`);

  test('empty record → an empty last page, with the position to go on from', async () => {
    const last = { items: [], isLast: true, stale: false, lastSeq: 0 };
    expect((await get()).json()).toEqual({ ...last, nextCursor: 0 });
    expect((await get('?cursor=7')).json()).toEqual({ ...last, nextCursor: 7 });
  });

  test('page by page → every item once, in order, bodies as JSON [C111]', async () => {
    await bench.journal.append(threadId, {
      events: [turnStarted(1)],
      items: [2, 3].map((seq) => ({
        seq,
        turn: 1,
        kind: 'toolResult',
        callId: `c${seq}`,
        body: '{"name":"shell","ok":true,"output":""}',
      })),
    });
    const first = (await get('?limit=2')).json();
    expect(first).toMatchObject({
      items: [
        { seq: 1, kind: 'event', body: { type: 'turnStarted' } },
        { seq: 2, kind: 'toolResult', callId: 'c2', body: { ok: true } },
      ],
      nextCursor: 2,
      isLast: false,
    });
    expect((await get('?limit=2&cursor=2')).json()).toMatchObject({
      items: [{ seq: 3 }],
      nextCursor: 3,
      isLast: true,
    });
  });

  test('the thread has gone further than its record → the last page says so, and no other one', async () => {
    await bench.call('PUT', `/v1/threads/${threadId}/goal`, FILE_GOAL);
    const state = bench.threads.states.get(threadId);
    if (state === undefined) throw new Error('no thread');
    const { seq } = state;
    expect((await get()).json()).toMatchObject({ nextCursor: seq, stale: false, lastSeq: seq });
    // The checks run, and their place is given out.
    bench.threads.states.set(threadId, { ...state, seq: seq + 2 });
    for (const page of [await get(), await bench.call('GET', `/v1/threads/${threadId}/events`)])
      expect(page.json()).toMatchObject({ nextCursor: seq, isLast: true, stale: true, lastSeq: seq + 2 });
    expect((await get('?limit=1')).json()).not.toHaveProperty('stale');
  });

  test('a thread at rest with an empty place at its end → nothing is missing', async () => {
    const state = bench.threads.states.get(threadId);
    if (state === undefined) throw new Error('no thread');
    bench.threads.states.set(threadId, { ...state, seq: 3 });
    expect((await get()).json()).toMatchObject({ nextCursor: 0, stale: false, lastSeq: 3 });
  });

  test('no worker answers → the record all the same, which may lack something', async () => {
    bench.threads.isWorkerUp = false;
    const page = (await get()).json();
    bench.threads.isWorkerUp = true;
    expect(page).toEqual({ items: [], nextCursor: 0, isLast: true, stale: true });
  });

  test.each([
    'cursor=-1',
    'cursor=x',
    'cursor=1.5',
    'cursor=2147483648',
    'cursor=1e400',
    'limit=0',
    'limit=201',
  ])('?%s → 400 that names it', async (query) => {
    const reply = await get(`?${query}`);
    expect(reply.json()).toMatchObject({ status: 400, errors: [{ field: query.split('=')[0] }] });
  });
});
