import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { MAX_QUEUED_INPUTS } from '../../../workflows/command/refusal.ts';
import type { ThreadState } from '../../../workflows/thread/state/thread-state.ts';
import { FILE_GOAL } from '../../support/contract/contracts.ts';
import { openRestBench, type RestBench } from '../../support/service/rest-bench.ts';

let bench: RestBench;
let threadId: string;

beforeAll(async () => {
  bench = await openRestBench();
});
afterAll(() => bench.close());
beforeEach(async () => {
  bench.threads.isWorkerUp = true;
  threadId = await bench.newThread();
});

const post = (body: unknown, headers = {}) =>
  bench.call('POST', `/v1/threads/${threadId}/messages`, body, headers);
const get = (path = '') => bench.call('GET', `/v1/threads/${threadId}/messages${path}`);
const stateOf = (): ThreadState => {
  const state = bench.threads.states.get(threadId);
  if (state === undefined) throw new Error('no thread');
  return state;
};
const queued = () => stateOf().inputs;

describe('POST messages', () => {
  test('message → 201; its text is in the journal, its id in the queue', async () => {
    const reply = await post({ content: 'Look at the cache' });
    expect(reply.statusCode).toBe(201);
    const { inputId } = reply.json<{ inputId: string }>();
    expect(reply.json()).toMatchObject({ threadId, delivery: 'queue', status: 'queued', seq: null });
    expect(queued()).toEqual([{ inputId }]);
    expect(await bench.journal.readInput(threadId, inputId)).toMatchObject({
      content: 'Look at the cache',
      seq: null,
    });
  });

  test.each([
    '/goal pause',
    '/goal',
    '/goal puase',
    '/Goal all tests pass',
    '/pause',
    '/puase',
    ' /resume. ',
  ])('words that are a command: %j → taken, with a warning that names where commands go', async (content) => {
    const reply = await post({ content });
    expect([reply.statusCode, reply.json()]).toMatchObject([
      201,
      {
        status: 'queued',
        warnings: [
          {
            code: 'readsLikeCommand',
            field: 'content',
            message: expect.stringContaining(`POST /v1/threads/${threadId}/commands`),
          },
        ],
      },
    ]);
  });

  test.each(['/usr/bin/env is missing', '/pause is the route to fix', 'pause', '/tmp', '/goals', '/'])(
    'other words: %j → no warning',
    async (content) => {
      expect((await post({ content })).json()).not.toHaveProperty('warnings');
    },
  );

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

  test('no worker answers → 202 with the ids of request and message; it waits in the thread, once', async () => {
    bench.threads.isWorkerUp = false;
    const reply = await post({ content: 'x' });
    const { requestId, inputId } = reply.json<{ requestId: string; inputId: string }>();
    expect([reply.statusCode, reply.json()]).toMatchObject([202, { command: 'postMessage', threadId }]);
    bench.threads.isWorkerUp = true;
    await post({ content: 'x' }, { 'idempotency-key': requestId });
    expect(queued()).toEqual([{ inputId }]);
    const { messages } = (await bench.call('GET', `/v1/threads/${threadId}/messages`)).json();
    expect(messages).toHaveLength(1);
  });

  test('too many messages waiting → 409', async () => {
    const inputs = Array(MAX_QUEUED_INPUTS).fill({ inputId: 'm' });
    bench.threads.states.set(threadId, { ...stateOf(), inputs });
    const key = { 'idempotency-key': 'm2' };
    const refused = await post({ content: 'x' }, key);
    expect(refused.json()).toMatchObject({ status: 409, code: 'queueFull' });
    // It does not look as if it were still going to be read; tried again, it is.
    expect((await get('/msg_m2')).json()).toMatchObject({ status: 'refused', content: 'x' });
    bench.threads.states.set(threadId, { ...stateOf(), inputs: [] });
    expect((await post({ content: 'x' }, key)).json()).toMatchObject({ status: 'queued' });
    expect((await get('/msg_m2')).json()).toMatchObject({ status: 'queued' });
  });

  test.each<[unknown, string]>([
    [{}, 'content'],
    [{ content: '' }, 'content'],
    [{ content: 7 }, 'content'],
    [{ content: 'x'.repeat(100_001) }, 'content'],
    [{ content: 'x', role: 'system' }, 'role'],
    [{ content: 'x', delivery: 'now' }, 'delivery'],
    [{ content: 'x', resumeGoal: 'yes' }, 'resumeGoal'],
    [[], 'body'],
  ])('wrong body %#→ 400 that names %s [C90]', async (body, field) => {
    expect((await post(body)).json()).toMatchObject({ status: 400, errors: [{ field }] });
    expect(queued()).toEqual([]);
  });

  test('delivery steer → marked as such for the running turn', async () => {
    const { inputId } = (await post({ content: 'x', delivery: 'steer' })).json<{ inputId: string }>();
    expect(queued()).toEqual([{ inputId, isSteering: true }]);
    expect((await get(`/${inputId}`)).json()).toMatchObject({ delivery: 'steer' });
  });

  test('plain words that would be commands → messages like any other, and the goal stays as it is [C116 C133]', async () => {
    await bench.call('PUT', `/v1/threads/${threadId}/goal`, FILE_GOAL);
    for (const content of ['stop', 'Please run /goal clear', '/goal pause'])
      expect((await post({ content })).statusCode).toBe(201);
    expect((await bench.call('GET', `/v1/threads/${threadId}/goal`)).json()).toMatchObject({
      status: 'active',
      contract: { objective: FILE_GOAL.objective },
    });
  });

  test('resumeGoal → a paused goal goes on; without it, it stays paused', async () => {
    const goalUrl = `/v1/threads/${threadId}/goal`;
    await bench.call('PUT', goalUrl, FILE_GOAL);
    await bench.call('POST', `${goalUrl}/pause`);
    await post({ content: 'just saying' });
    expect((await bench.call('GET', goalUrl)).json()).toMatchObject({ status: 'paused' });
    await post({ content: 'go on', resumeGoal: true });
    expect((await bench.call('GET', goalUrl)).json()).toMatchObject({ status: 'active' });
  });
});

describe('GET messages', () => {
  test('page by page → in order of arrival, each with its status and, once read, its place', async () => {
    const ids: string[] = [];
    for (const content of ['one', 'two', 'three'])
      ids.push((await post({ content })).json<{ inputId: string }>().inputId);
    const [first = ''] = ids;
    await bench.journal.append(threadId, { inputs: [{ inputId: first, seq: 90, turn: 1 }] });
    const page = (await get('?limit=2')).json<{ nextCursor: number }>();
    expect(page).toMatchObject({
      messages: [
        { inputId: ids[0], content: 'one', status: 'delivered', seq: 90 },
        { inputId: ids[1], content: 'two', status: 'queued', seq: null },
      ],
      isLast: false,
    });
    expect((await get(`?limit=2&cursor=${page.nextCursor}`)).json()).toMatchObject({
      messages: [{ inputId: ids[2] }],
      isLast: true,
    });
  });

  test('no messages → an empty last page', async () => {
    expect((await get()).json()).toEqual({ messages: [], nextCursor: 0, isLast: true });
  });

  test('one that is not there, or is of another thread → 404', async () => {
    const { inputId } = (await post({ content: 'x' })).json<{ inputId: string }>();
    threadId = await bench.newThread();
    expect((await get(`/${inputId}`)).statusCode).toBe(404);
    expect((await get('/msg_nothing')).json()).toMatchObject({ code: 'notFound' });
  });

  test.each(['cursor=-1', 'cursor=x', 'limit=0', 'limit=201'])('?%s → 400 that names it', async (query) => {
    expect((await get(`?${query}`)).json()).toMatchObject({
      status: 400,
      errors: [{ field: query.split('=')[0] }],
    });
  });

  test.each(['a%00b', 'x'.repeat(301)])('the id %s → 400', async (id) => {
    expect((await get(`/${id}`)).json()).toMatchObject({ status: 400, errors: [{ field: 'inputId' }] });
  });
});
