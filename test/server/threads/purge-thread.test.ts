import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { FILE_GOAL } from '../../support/contract/contracts.ts';
import { openRestBench, type RestBench } from '../../support/service/rest-bench.ts';

let bench: RestBench;
let threadId: string;
let url: string;

beforeAll(async () => {
  bench = await openRestBench();
});
afterAll(() => bench.close());
beforeEach(async () => {
  bench.threads.isWorkerUp = true;
  bench.threads.isClusterUp = true;
  threadId = await bench.newThread();
  url = `/v1/threads/${threadId}`;
});

const purge = (query = '') => bench.call('DELETE', `${url}?purge=true${query}`);

test('purge of a thread at rest → 204, and then 404 as an unknown one, by every reader', async () => {
  await bench.call('PUT', `${url}/goal`, FILE_GOAL);
  await bench.call('POST', `${url}/goal/pause`);
  const reply = await purge();
  expect([reply.statusCode, reply.body]).toEqual([204, '']);
  for (const path of ['', '/goal', '/goals', '/items', '/messages', '/goal/report', '/states']) {
    const gone = await bench.call('GET', `${url}${path}`);
    const unknown = await bench.call('GET', `/v1/threads/thr_nobody${path}`);
    expect([gone.statusCode, gone.body]).toEqual([404, unknown.body]);
  }
  expect((await purge()).statusCode).toBe(404);
  expect((await bench.call('GET', '/v1/threads?limit=100')).body).not.toContain(threadId);
});

test('purge while a goal runs → 409 that says how; with clear → gone', async () => {
  await bench.call('PUT', `${url}/goal`, FILE_GOAL);
  expect((await purge()).json()).toMatchObject({ status: 409, code: 'workRunning' });
  expect((await bench.call('GET', `${url}/goal`)).json().status).toBe('active');
  expect((await purge('&clear=true')).statusCode).toBe(204);
  expect((await bench.call('GET', url)).statusCode).toBe(404);
});

test('no worker answers, and the record says that a goal runs → 409; of a paused one → 204', async () => {
  await bench.call('PUT', `${url}/goal`, FILE_GOAL);
  bench.threads.isWorkerUp = false;
  expect((await purge()).statusCode).toBe(409);
  bench.threads.isWorkerUp = true;
  await bench.call('POST', `${url}/goal/pause`);
  bench.threads.isWorkerUp = false;
  expect((await purge()).statusCode).toBe(204);
});

test('Temporal cannot be reached → gone for everybody all the same, and on record as still to be removed', async () => {
  bench.threads.isClusterUp = false;
  expect((await purge()).statusCode).toBe(204);
  expect((await bench.call('GET', url)).statusCode).toBe(404);
  expect((await bench.journal.listPurges(100)).map((each) => each.threadId)).toContain(threadId);
});

test('answers that were kept for keys of the thread → gone with it', async () => {
  const made = await bench.call(
    'POST',
    '/v1/threads',
    { title: 'secret words' },
    { 'idempotency-key': 'p1' },
  );
  const own = `/v1/threads/${made.json().threadId}`;
  await bench.call('PATCH', own, { title: 'other words' }, { 'idempotency-key': 'p2' });
  await bench.call('DELETE', `${own}?purge=true`);
  const again = await bench.call('PATCH', own, { title: 'other words' }, { 'idempotency-key': 'p2' });
  expect([again.statusCode, again.headers['idempotency-replayed']]).toEqual([404, undefined]);
});

test.each(['clear=true', 'purge=yes', 'purge=true&force=true'])(
  'DELETE with %s → 400, and nothing happens',
  async (query) => {
    expect((await bench.call('DELETE', `${url}?${query}`)).statusCode).toBe(400);
    expect((await bench.call('GET', url)).json().archivedAt).toBeUndefined();
  },
);

test('archived since it was at rest → reopened by the next request that changes it, not by one that reads', async () => {
  await bench.journal.markResting(threadId, true);
  await bench.threads.signal(threadId, { type: 'archive', requestId: 'retention' });
  await bench.threads.hasEnded(threadId);
  expect((await bench.call('GET', url)).json().archivedAt).toBeDefined();
  const put = await bench.call('PUT', `${url}/goal`, FILE_GOAL);
  expect([put.statusCode, put.json().status]).toEqual([201, 'active']);
  expect((await bench.call('GET', url)).json().archivedAt).toBeUndefined();
});

test('archived by a person, also after it was at rest → stays archived', async () => {
  await bench.journal.markResting(threadId, true);
  await bench.call('DELETE', url);
  expect((await bench.call('PUT', `${url}/goal`, FILE_GOAL)).json()).toMatchObject({ code: 'archived' });
});
