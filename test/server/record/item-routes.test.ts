import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { turnStarted } from '../../journal/samples.ts';
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
    expect((await get()).json()).toEqual({ items: [], nextCursor: 0, isLast: true });
    expect((await get('?cursor=7')).json()).toEqual({ items: [], nextCursor: 7, isLast: true });
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
