import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
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
  bench.threads.isSlowToEnd = false;
  threadId = await bench.newThread();
  url = `/v1/threads/${threadId}`;
});

const get = async (path = '') => (await bench.call('GET', `${url}${path}`)).json();
const archive = (headers = {}) => bench.call('DELETE', url, undefined, headers);
const reopen = (headers = {}) => bench.call('POST', `${url}/reopen`, undefined, headers);

describe('PATCH thread', () => {
  test('mode plan → shown, and nothing starts by itself; default → as before', async () => {
    await bench.call('PUT', `${url}/goal`, FILE_GOAL);
    const planned = await bench.call('PATCH', url, { mode: 'plan' });
    expect([planned.statusCode, planned.json()]).toMatchObject([
      200,
      { mode: 'plan', next: { action: 'idle', reason: expect.stringContaining('plan mode') } },
    ]);
    expect((await bench.call('PATCH', url, { mode: 'default' })).json()).toMatchObject({
      mode: 'default',
      next: { action: 'baseline' },
    });
  });

  test.each<[object, string]>([
    [{ mode: 'fast' }, 'mode'],
    [{}, 'body'],
    [{ mode: 'plan', model: 'x' }, 'model'],
  ])('%j → 400 that names the field', async (body, field) => {
    expect((await bench.call('PATCH', url, body)).json()).toMatchObject({ status: 400, errors: [{ field }] });
  });

  test('no worker answers → 202, and it acts', async () => {
    bench.threads.isWorkerUp = false;
    expect((await bench.call('PATCH', url, { mode: 'plan' })).statusCode).toBe(202);
    bench.threads.isWorkerUp = true;
    expect((await bench.call('GET', url)).json()).toMatchObject({ mode: 'plan' });
  });
});

describe('DELETE thread', () => {
  test('archived → read as it was, goal included, with its time; again → the same [C19]', async () => {
    await bench.call('PUT', `${url}/goal`, { ...FILE_GOAL, budget: { turns: 5 } });
    await bench.call('POST', `${url}/goal/pause`, { requestId: 'p1' });
    const reply = await archive();
    expect([reply.statusCode, reply.json()]).toMatchObject([
      200,
      {
        threadId,
        archivedAt: expect.any(String),
        stale: false,
        phase: 'idle',
        next: { action: 'idle', reason: expect.stringContaining('reopen') },
        goal: { status: 'paused', budgetLeft: { turns: 5 }, actions: [], contract: FILE_GOAL },
      },
    ]);
    const again = await archive();
    expect([again.statusCode, again.json().archivedAt]).toEqual([200, reply.json().archivedAt]);
    expect(await get('/goal')).toMatchObject({ status: 'paused', actions: [], stale: false });
    expect(await get('/goals')).toMatchObject({ goals: [{ status: 'paused' }] });
    expect(await get('/requests/p1')).toMatchObject({ applied: true, status: 'paused' });
    const { items } = await get('/items');
    expect(items.at(-1).body.type).toBe('threadArchived');
    expect((await bench.call('GET', '/v1/threads?limit=1')).json()).toMatchObject({
      threads: [{ threadId, archivedAt: expect.any(String) }],
    });
  });

  test('archived → nobody has to answer for reading it', async () => {
    await bench.call('PUT', `${url}/goal`, FILE_GOAL);
    await archive();
    bench.threads.isWorkerUp = false;
    expect(await get()).toMatchObject({ stale: false, goal: { status: 'active' } });
    expect((await archive()).statusCode).toBe(200);
  });

  test.each<['POST' | 'PUT' | 'PATCH' | 'DELETE', string, object | undefined]>([
    ['PUT', '/goal', FILE_GOAL],
    ['PATCH', '/goal', { objective: 'x' }],
    ['DELETE', '/goal', undefined],
    ['POST', '/goal/pause', {}],
    ['POST', '/goal/resume', {}],
    ['POST', '/goal/clear', {}],
    ['POST', '/interrupt', {}],
    ['POST', '/wake', {}],
    ['POST', '/messages', { content: 'x' }],
    ['POST', '/inputs/input_1-0', { answer: 'x' }],
    ['POST', '/commands', { text: '/goal pause' }],
    ['POST', '/commands', { text: '/goal x', goal: { verification: FILE_GOAL.verification } }],
    ['PATCH', '', { mode: 'plan' }],
  ])('%s %s %j of an archived thread → 409, nothing changed', async (method, path, body) => {
    await bench.call('PUT', `${url}/goal`, FILE_GOAL);
    const { seq } = (await archive()).json<{ seq: number }>();
    expect((await bench.call(method, `${url}${path}`, body)).json()).toMatchObject({
      status: 409,
      code: 'archived',
      archivedAt: expect.any(String),
      goal: { status: 'active' },
    });
    expect(await get()).toMatchObject({ seq, goal: { revision: 1 } });
    expect(await get('/messages')).toMatchObject({ messages: [] });
  });

  test('/goal on an archived thread → still shows the goal', async () => {
    await bench.call('PUT', `${url}/goal`, FILE_GOAL);
    await archive();
    expect((await bench.call('POST', `${url}/commands`, { text: '/goal' })).json()).toMatchObject({
      command: 'summary',
      goal: { status: 'active' },
    });
  });

  test('the request that made the thread, repeated → its first answer, and it is not begun anew', async () => {
    const key = { 'idempotency-key': `make-${threadId}` };
    const made = await bench.call('POST', '/v1/threads', { goal: FILE_GOAL }, key);
    url = `/v1/threads/${made.json().threadId}`;
    await archive();
    const again = await bench.call('POST', '/v1/threads', { goal: FILE_GOAL }, key);
    expect([again.statusCode, again.body]).toEqual([201, made.body]);
    expect(bench.threads.states.has(made.json().threadId)).toBe(false);
  });

  test('no worker answers → 202 and where to ask; it is archived when one comes', async () => {
    bench.threads.isWorkerUp = false;
    const reply = await archive({ 'idempotency-key': 'a1' });
    expect([reply.statusCode, reply.json()]).toMatchObject([202, { requestId: 'a1', command: 'archive' }]);
    expect(reply.headers.location).toBe(`${url}/requests/a1`);
    expect(await get()).not.toHaveProperty('archivedAt');
    bench.threads.isWorkerUp = true;
    expect((await bench.call('POST', `${url}/messages`, { content: 'x' })).json()).toMatchObject({
      status: 409,
      code: 'archived',
    });
    expect((await archive()).json()).toMatchObject({ archivedAt: expect.any(String) });
    expect(await get('/requests/a1')).toMatchObject({ applied: true });
  });

  test('a workflow that ended without being archived → 404, not a success', async () => {
    bench.threads.states.delete(threadId);
    expect((await archive()).json()).toMatchObject({ status: 404 });
  });
});

describe('POST reopen', () => {
  test('its archiving was accepted, and not carried out yet → 503, never that it is not archived; then it is reopened', async () => {
    await bench.call('PUT', `${url}/goal`, FILE_GOAL);
    bench.threads.isWorkerUp = false;
    expect((await archive()).statusCode).toBe(202);
    expect((await reopen()).statusCode).toBe(503);
    bench.threads.isWorkerUp = true;
    const reply = await reopen();
    expect([reply.statusCode, reply.json()]).toMatchObject([
      200,
      { stale: false, goal: { status: 'active' } },
    ]);
    expect(await get()).not.toHaveProperty('archivedAt');
  });

  test('archived with a paused goal → lives, and the goal goes on, with all that it was [C100]', async () => {
    const made = await bench.call('PUT', `${url}/goal`, FILE_GOAL);
    await bench.call('POST', `${url}/goal/pause`);
    await archive();
    const reply = await reopen();
    expect(reply.statusCode).toBe(200);
    expect(reply.json()).not.toHaveProperty('archivedAt');
    expect(reply.json()).toMatchObject({
      phase: 'running',
      goal: { goalId: made.json().goalId, status: 'active', statusReason: 'the thread was reopened' },
    });
    expect((await bench.call('POST', `${url}/messages`, { content: 'x' })).statusCode).toBe(201);
    const { items } = await get('/items');
    const seqs = items.map(({ seq }: { seq: number }) => seq);
    expect(seqs).toEqual([...new Set(seqs)].sort((a, b) => Number(a) - Number(b)));
    expect(items.map(({ body }: { body: { type?: string } }) => body.type)).toEqual(
      expect.arrayContaining(['threadArchived', 'threadReopened']),
    );
  });

  test('policy onReopen keep → the goal stays paused', async () => {
    await bench.call('PUT', `${url}/goal`, { ...FILE_GOAL, policy: { onReopen: 'keep' } });
    await bench.call('POST', `${url}/goal/pause`);
    await archive();
    expect((await reopen()).json()).toMatchObject({ goal: { status: 'paused' } });
  });

  test('a thread that lives → 409 notArchived', async () => {
    expect((await reopen()).json()).toMatchObject({ status: 409, code: 'notArchived' });
  });

  test('repeated under its key → the first answer; under another one → 409', async () => {
    await archive();
    expect((await reopen({ 'idempotency-key': 'o1' })).statusCode).toBe(200);
    expect((await reopen({ 'idempotency-key': 'o1' })).statusCode).toBe(200);
    expect((await reopen({ 'idempotency-key': 'o2' })).json()).toMatchObject({ code: 'notArchived' });
  });

  test('archived again and reopened again → each time from the latest state', async () => {
    await bench.call('PUT', `${url}/goal`, FILE_GOAL);
    await archive();
    await reopen();
    await bench.call('PATCH', `${url}/goal`, { objective: 'Better' });
    await archive();
    expect((await reopen()).json()).toMatchObject({
      goal: { revision: 2, contract: { objective: 'Better' } },
    });
  });

  test('the server died between starting the workflow and saying so → a repeated request ends it, and nothing starts twice', async () => {
    await bench.call('PUT', `${url}/goal`, FILE_GOAL);
    await archive();
    const archived = await bench.journal.readArchived(threadId);
    await reopen();
    await bench.call('PATCH', `${url}/goal`, { objective: 'Better' });
    if (archived === undefined) throw new Error('not archived');
    await bench.journal.archiveThread(threadId, archived);
    expect(await get()).toHaveProperty('archivedAt');
    expect((await reopen()).json()).toMatchObject({
      goal: { revision: 2, contract: { objective: 'Better' } },
    });
    expect(await get()).not.toHaveProperty('archivedAt');
  });

  test('the server died there, and the thread is archived again → from its latest state', async () => {
    await bench.call('PUT', `${url}/goal`, FILE_GOAL);
    await archive();
    const archived = await bench.journal.readArchived(threadId);
    await reopen();
    await bench.call('PATCH', `${url}/goal`, { objective: 'Better' });
    if (archived === undefined) throw new Error('not archived');
    await bench.journal.archiveThread(threadId, archived);
    expect((await archive()).json()).toMatchObject({ goal: { revision: 2 } });
  });

  test('the workflow has put its state away but not ended yet → waited for, the state is not lost', async () => {
    await bench.call('PUT', `${url}/goal`, FILE_GOAL);
    bench.threads.isSlowToEnd = true;
    expect((await archive()).statusCode).toBe(200);
    expect(bench.threads.states.has(threadId)).toBe(true);
    expect((await reopen()).json()).toMatchObject({ goal: { status: 'active' } });
    expect(bench.threads.states.get(threadId)?.isArchiving).toBeUndefined();
    expect(await bench.journal.readArchived(threadId)).toBeUndefined();
  });

  test('it does not end, or nobody answers → 503, and it stays archived', async () => {
    bench.threads.isSlowToEnd = true;
    await archive();
    bench.threads.isWorkerUp = false;
    expect((await reopen()).statusCode).toBe(503);
    expect(await bench.journal.readArchived(threadId)).toBeDefined();
  });
});
