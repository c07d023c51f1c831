import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { MAX_QUEUED_INPUTS } from '../../../workflows/apply-command.ts';
import { turnStarted } from '../../journal/samples.ts';
import { openRestBench, type RestBench } from '../../support/rest-bench.ts';

let bench: RestBench;
let threadId: string;

beforeAll(async () => {
  bench = await openRestBench();
}, 60_000);
afterAll(() => bench.close());
beforeEach(async () => {
  bench.threads.isWorkerUp = true;
  threadId = await bench.newThread();
});

const post = (body: unknown, headers = {}) =>
  bench.call('POST', `/v1/threads/${threadId}/messages`, body, headers);
const queued = (): readonly string[] => bench.threads.states.get(threadId)?.inputs ?? [];

describe('POST messages', () => {
  test('message → 201; its text is in the journal, its id in the queue', async () => {
    const reply = await post({ content: 'Look at the cache' });
    expect(reply.statusCode).toBe(201);
    const { inputId } = reply.json<{ inputId: string }>();
    expect(queued()).toEqual([inputId]);
    expect(await bench.journal.readInput(threadId, inputId)).toEqual({
      content: 'Look at the cache',
      seq: null,
    });
  });

  test('any text, also NUL and half a character → kept as it is', async () => {
    const content = 'a\0b \ud800 \u{1f600}';
    const { inputId } = (await post({ content })).json<{ inputId: string }>();
    expect((await bench.journal.readInput(threadId, inputId))?.content).toBe(content);
  });

  test('idempotency key repeated → one message', async () => {
    const key = { 'idempotency-key': 'm1' };
    const first = await post({ content: 'once' }, key);
    expect((await post({ content: 'once' }, key)).json()).toEqual(first.json());
    expect(queued()).toHaveLength(1);
  });

  test('no worker answers → 503 with retry-after', async () => {
    bench.threads.isWorkerUp = false;
    const reply = await post({ content: 'x' });
    expect([reply.statusCode, reply.headers['retry-after']]).toEqual([503, '2']);
  });

  test('too many messages waiting → 409', async () => {
    const state = bench.threads.states.get(threadId);
    if (state === undefined) throw new Error('no thread');
    bench.threads.states.set(threadId, { ...state, inputs: Array(MAX_QUEUED_INPUTS).fill('m') });
    expect((await post({ content: 'x' })).json()).toMatchObject({ status: 409, code: 'queueFull' });
  });

  test.each<[unknown, string]>([
    [{}, 'content'],
    [{ content: '' }, 'content'],
    [{ content: 7 }, 'content'],
    [{ content: 'x'.repeat(100_001) }, 'content'],
    [{ content: 'x', role: 'system' }, 'role'],
    [[], 'body'],
  ])('wrong body %#→ 400 that names %s', async (body, field) => {
    expect((await post(body)).json()).toMatchObject({ status: 400, errors: [{ field }] });
    expect(queued()).toEqual([]);
  });
});

describe('GET items', () => {
  const get = (query = '') => bench.call('GET', `/v1/threads/${threadId}/items${query}`);

  test('empty record → an empty last page, with the position to go on from', async () => {
    expect((await get()).json()).toEqual({ items: [], nextCursor: 0, isLast: true });
    expect((await get('?cursor=7')).json()).toEqual({ items: [], nextCursor: 7, isLast: true });
  });

  test('page by page → every item once, in order, bodies as JSON', async () => {
    await bench.journal.append(threadId, {
      events: [turnStarted(1)],
      items: [2, 3].map((seq) => ({
        seq,
        turn: 1,
        kind: 'toolResult',
        callId: `c${seq}`,
        body: '{"ok":true}',
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
