import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { FILE_GOAL } from '../../../support/contract/contracts.ts';
import { openRestBench, type RestBench } from '../../../support/service/rest-bench.ts';

let bench: RestBench;
let threadUrl: string;
let goalUrl: string;
let keys = 0;
let key: { 'idempotency-key': string };

beforeAll(async () => {
  bench = await openRestBench();
});
afterAll(() => bench.close());
beforeEach(async () => {
  bench.threads.isWorkerUp = true;
  bench.threads.isClusterUp = true;
  threadUrl = `/v1/threads/${await bench.newThread()}`;
  goalUrl = `${threadUrl}/goal`;
  keys += 1;
  key = { 'idempotency-key': `key ${keys}` };
});
afterEach(() => {
  jest.restoreAllMocks();
});

/** Moves the clock by which keys grow old. */
const later = (ms: number): void => {
  const now = Date.now() + ms;
  jest.spyOn(Date, 'now').mockReturnValue(now);
};

const post = (url: string, body?: unknown, headers: Record<string, string> = key) =>
  bench.call('POST', url, body, headers);
const put = (body: unknown = FILE_GOAL, headers: Record<string, string> = key) =>
  bench.call('PUT', goalUrl, body, headers);
const status = async () => (await bench.call('GET', goalUrl)).json<{ status: string }>().status;

describe('another request under the same key → 422, and nothing is done', () => {
  const REUSED = { status: 422, code: 'idempotencyKeyReused' };

  test('a thread with another model and a goal', async () => {
    const first = await post('/v1/threads', { model: 'a' });
    const { threadId } = first.json<{ threadId: string }>();
    const other = await post('/v1/threads', { model: 'b', goal: FILE_GOAL });
    expect(other.json()).toMatchObject(REUSED);
    expect((await bench.call('GET', `/v1/threads/${threadId}/goal`)).statusCode).toBe(404);
  });

  test('pause under the key of resume, and DELETE', async () => {
    await put(FILE_GOAL, {});
    await post(`${goalUrl}/pause`, undefined, {});
    await post(`${goalUrl}/resume`);
    expect((await post(`${goalUrl}/pause`)).json()).toMatchObject(REUSED);
    expect((await bench.call('DELETE', goalUrl, undefined, key)).json()).toMatchObject(REUSED);
    expect(await status()).toBe('active');
  });

  test('a second message, and the first text elsewhere', async () => {
    await post(`${threadUrl}/messages`, { content: 'one' });
    expect((await post(`${threadUrl}/messages`, { content: 'two' })).json()).toMatchObject(REUSED);
    const other = `/v1/threads/${await bench.newThread()}/messages`;
    expect((await post(other, { content: 'one' })).json()).toMatchObject(REUSED);
  });

  test('the key in the body, in place of the header', async () => {
    await put(FILE_GOAL, {});
    const { 'idempotency-key': requestId } = key;
    expect((await post(`${goalUrl}/pause`, { requestId }, {})).statusCode).toBe(200);
    expect((await post(`${goalUrl}/resume`, { requestId }, {})).json()).toMatchObject(REUSED);
    expect((await post(`${goalUrl}/pause`)).headers['idempotency-replayed']).toBe('true');
  });

  test('after 202, when the first request is yet to act', async () => {
    await put(FILE_GOAL, {});
    bench.threads.isWorkerUp = false;
    expect((await post(`${goalUrl}/pause`)).statusCode).toBe(202);
    expect((await post(`${goalUrl}/clear`)).json()).toMatchObject(REUSED);
  });
});

describe('the same request under the same key', () => {
  test('→ the first answer, byte for byte, though the goal has changed since; it says so', async () => {
    const first = await put();
    await bench.call('PATCH', goalUrl, { objective: 'Something else' });
    await post(`${goalUrl}/pause`, undefined, {});
    const again = await put();
    expect([again.statusCode, again.body]).toEqual([201, first.body]);
    for (const name of ['etag', 'content-type']) expect(again.headers[name]).toBe(first.headers[name]);
    expect([first, again].map(({ headers }) => headers['idempotency-replayed'])).toEqual([undefined, 'true']);
  });

  test('a new thread → the same one, with its place', async () => {
    const first = await post('/v1/threads', { model: 'a', goal: FILE_GOAL });
    await bench.call('DELETE', first.headers.location as string);
    const again = await post('/v1/threads', { goal: FILE_GOAL, model: 'a' });
    expect([again.statusCode, again.body, again.headers.location]).toEqual([
      201,
      first.body,
      first.headers.location,
    ]);
  });

  test('a refusal → the same refusal, also when it would be allowed now', async () => {
    const first = await post(`${goalUrl}/pause`);
    expect(first.json()).toMatchObject({ status: 409, code: 'noGoal' });
    await put(FILE_GOAL, {});
    const again = await post(`${goalUrl}/pause`);
    expect([again.statusCode, again.body]).toEqual([409, first.body]);
    expect(again.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(await status()).toBe('active');
  });

  test('a mistake in the body → may be mended under the same key', async () => {
    expect((await put({ objective: 7 })).statusCode).toBe(400);
    expect((await put()).statusCode).toBe(201);
  });

  test('Temporal was away (503) → not kept: it is made, under the same key', async () => {
    bench.threads.isWorkerUp = false;
    bench.threads.isClusterUp = false;
    const first = await put();
    expect([first.statusCode, first.headers['idempotency-replayed']]).toEqual([503, undefined]);
    bench.threads.isWorkerUp = true;
    bench.threads.isClusterUp = true;
    const again = await put();
    expect([again.statusCode, again.headers['idempotency-replayed']]).toEqual([201, undefined]);
  });

  test('202 → not kept: asked again, the outcome', async () => {
    await put(FILE_GOAL, {});
    bench.threads.isWorkerUp = false;
    expect((await post(`${goalUrl}/pause`)).statusCode).toBe(202);
    bench.threads.isWorkerUp = true;
    expect((await post(`${goalUrl}/pause`)).json()).toMatchObject({ applied: true });
  });

  test('a day later → made anew', async () => {
    await put(FILE_GOAL, {});
    const first = await post(`${threadUrl}/interrupt`);
    later(24 * 60 * 60_000 + 1);
    const again = await post(`${threadUrl}/interrupt`);
    expect([first.statusCode, again.headers['idempotency-replayed']]).toEqual([200, undefined]);
    expect((await post(`${goalUrl}/clear`)).json()).toMatchObject({ code: 'idempotencyKeyReused' });
  });
});

describe('requests in flight', () => {
  /** Holds the first read of a thread up until it is let go. */
  async function heldUp() {
    const reached = Promise.withResolvers<void>();
    const release = Promise.withResolvers<void>();
    const held = await openRestBench({
      async readThread(threadId) {
        reached.resolve();
        await release.promise;
        return bench.journal.readThread(threadId);
      },
    });
    return { held, reached: reached.promise, release: () => release.resolve() };
  }

  test('the same one meanwhile → 409 with retry-after; another one → 422; afterwards → its answer', async () => {
    const { held, reached, release } = await heldUp();
    const url = '/v1/threads/thr_x/interrupt';
    const first = held.call('POST', url, {}, key);
    await reached;
    const second = await held.call('POST', url, {}, key);
    expect([second.json(), second.headers['retry-after']]).toMatchObject([
      { status: 409, code: 'requestInFlight' },
      '2',
    ]);
    const other = await held.call('POST', '/v1/threads/thr_x/goal/pause', {}, key);
    expect(other.json()).toMatchObject({ code: 'idempotencyKeyReused' });
    release();
    const { body } = await first;
    expect(body).toContain('notFound');
    expect((await held.call('POST', url, {}, key)).body).toBe(body);
    await held.close();
  });

  test('a hundred at once → one is made, none is made twice, all are told', async () => {
    const replies = await Promise.all(Array.from({ length: 100 }, () => post('/v1/threads', { model: 'a' })));
    const made = replies.filter(({ statusCode }) => statusCode === 201);
    expect(made.length).toBeGreaterThan(0);
    expect(new Set(made.map(({ body }) => body)).size).toBe(1);
    const told = replies.filter(({ statusCode }) => statusCode !== 201);
    expect(told.every((reply) => reply.json().code === 'requestInFlight')).toBe(true);
  });

  test('its server has died (no answer for half a minute) → the next attempt makes it', async () => {
    const { held, reached, release } = await heldUp();
    const first = held.call('POST', '/v1/threads/thr_x/interrupt', {}, key);
    await reached;
    later(30_001);
    const second = held.call('POST', '/v1/threads/thr_x/interrupt', {}, key);
    release();
    expect((await second).json()).toMatchObject({ status: 404 });
    expect((await first).statusCode).toBe(404);
    await held.close();
  });
});

test('the journal cannot keep the answer → it is given all the same', async () => {
  const crammed = await openRestBench({ keepReply: () => Promise.reject(new Error('disk full')) });
  expect((await crammed.call('POST', '/v1/threads', {}, key)).statusCode).toBe(201);
  await crammed.close();
});

test('the journal is away → 503 with the key as the id of the request, and nothing is done', async () => {
  const refused = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
  const cut = await openRestBench({ claimKey: () => Promise.reject(refused) });
  const reply = await cut.call('POST', '/v1/threads', {}, key);
  expect(reply.json()).toMatchObject({ status: 503, requestId: key['idempotency-key'] });
  await cut.close();
});
