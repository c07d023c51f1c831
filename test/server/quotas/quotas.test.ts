/** What a tenant may have and spend: each limit at its last and at one more. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { QuotaRule } from '../../../contracts/ceiling/quota-rule.ts';
import { FILE_GOAL } from '../../support/contract/contracts.ts';
import { type KeyedBench, openKeyedBench } from '../../support/tenants/keyed-bench.ts';

let bench: KeyedBench;
/** A test sets them: the server reads them with each request. */
let quotas: QuotaRule;
beforeEach(async () => {
  quotas = { usual: {}, tenants: {} };
  bench = await openKeyedBench(undefined, undefined, {}, () => quotas);
});
afterEach(() => bench.close());

const post = (tenant: string, url: string, body: object = {}) => bench.as(tenant)('POST', url, body);
const newThread = async (tenant = 'acme'): Promise<string> =>
  (await post(tenant, '/v1/threads')).json().threadId;
const setGoal = async (tenant = 'acme') =>
  bench.as(tenant)('PUT', `/v1/threads/${await newThread(tenant)}/goal`, FILE_GOAL);
const figures = async (tenant = 'acme') =>
  (await bench.as(tenant, 'read')('GET', '/v1/quotas')).json<{ quotas: { quota: string }[] }>().quotas;

const spend = (threadId: string, tokens: number, costUsd: number) =>
  bench.journal.countSpent({
    ...{ usageId: `answer of ${threadId}`, threadId, model: 'any', cachedInputTokens: 0, outputTokens: 0 },
    ...{ inputTokens: tokens, costUsd },
  });

test('threads: as many as may be, and one more → 403; archived ones do not count, nor those of others', async () => {
  quotas = { usual: { threads: 2 }, tenants: {} };
  const first = await newThread();
  expect((await post('acme', '/v1/threads')).statusCode).toBe(201);
  const refused = await post('acme', '/v1/threads');
  expect([refused.statusCode, refused.json()]).toMatchObject([
    403,
    { code: 'quotaExceeded', quota: 'threads', limit: 2, used: 2 },
  ]);
  expect((await post('globex', '/v1/threads')).statusCode).toBe(201);
  expect((await bench.as('acme')('DELETE', `/v1/threads/${first}`)).statusCode).toBe(200);
  expect((await post('acme', '/v1/threads')).statusCode).toBe(201);
  expect((await post('acme', `/v1/threads/${first}/reopen`)).statusCode).toBe(403);
});

test('activeGoals: one more → 429 on each way to set one going; a paused one makes room', async () => {
  quotas = { usual: { activeGoals: 1 }, tenants: {} };
  const set = await setGoal();
  expect(set.statusCode).toBe(201);
  const running = `/v1/threads/${set.json().threadId}/goal`;
  const refused = await setGoal();
  expect([refused.statusCode, refused.json()]).toMatchObject([
    429,
    { code: 'quotaExceeded', quota: 'activeGoals', limit: 1, used: 1 },
  ]);
  expect(refused.headers['retry-after']).toBe('30');
  expect((await post('acme', '/v1/threads', { goal: FILE_GOAL })).statusCode).toBe(429);
  expect((await figures())[0]).toMatchObject({ quota: 'threads', used: 2 });
  // The goal that runs may be replaced, and edited.
  expect((await bench.as('acme')('PUT', running, { ...FILE_GOAL, replace: true })).statusCode).toBe(201);
  expect((await post('acme', `${running}/pause`)).statusCode).toBe(200);
  const other = await setGoal();
  expect(other.statusCode).toBe(201);
  expect((await post('acme', `${running}/resume`)).statusCode).toBe(429);
  expect((await bench.as('acme')('PATCH', running, { status: 'active' })).statusCode).toBe(429);
  const message = { content: 'Go on', resumeGoal: true };
  expect((await post('acme', running.replace('/goal', '/messages'), message)).statusCode).toBe(429);
  expect(
    (await post('acme', running.replace('/goal', '/commands'), { text: '/goal resume' })).statusCode,
  ).toBe(429);
  expect((await setGoal('globex')).statusCode).toBe(201);
});

test('activeGoals: ten at once, of which three may be → never more than three', async () => {
  quotas = { usual: { activeGoals: 3 }, tenants: {} };
  const replies = await Promise.all(Array.from({ length: 10 }, () => setGoal()));
  const statuses = replies.map(({ statusCode }) => statusCode);
  expect(statuses.filter((status) => status === 201).length).toBeLessThanOrEqual(3);
  expect(statuses.every((status) => status === 201 || status === 429)).toBe(true);
});

test('activeGoals: ten threads with a goal at once → what is refused leaves no thread', async () => {
  quotas = { usual: { activeGoals: 3 }, tenants: {} };
  const replies = await Promise.all(
    Array.from({ length: 10 }, () => post('acme', '/v1/threads', { goal: FILE_GOAL })),
  );
  const made = replies.filter(({ statusCode }) => statusCode === 201).length;
  expect(replies.every(({ statusCode }) => statusCode === 201 || statusCode === 429)).toBe(true);
  expect((await figures())[0]).toMatchObject({ quota: 'threads', used: made });
});

test.each([
  ['tokensPerDay', { tokensPerDay: 1_000 }, 1_000],
  ['costUsdPerDay', { costUsdPerDay: 0.5 }, 0.5],
] as const)(
  '%s: spent → no goal is set going until the next day; messages are taken',
  async (quota, usual, used) => {
    quotas = { usual, tenants: {} };
    const threadId = await newThread();
    await spend(threadId, 1_000, 0.5);
    const refused = await setGoal();
    expect([refused.statusCode, refused.json()]).toMatchObject([
      429,
      { code: 'quotaExceeded', quota, limit: used, used },
    ]);
    const resetsAt = Date.parse(refused.json().resetsAt);
    expect(resetsAt % 86_400_000).toBe(0);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect((await post('acme', `/v1/threads/${threadId}/messages`, { content: 'Hello' })).statusCode).toBe(
      201,
    );
    expect((await setGoal('globex')).statusCode).toBe(201);
    quotas = { usual, tenants: { acme: { [quota]: 2 * used } } };
    expect((await setGoal()).statusCode).toBe(201);
  },
);

test('GET /v1/quotas → limits, what is used, and when it counts from zero again', async () => {
  quotas = { usual: { threads: 5, tokensPerDay: 1_000 }, tenants: { acme: { threads: 9 } } };
  const { threadId } = (await setGoal()).json();
  await spend(threadId, 40, 0.25);
  expect(await figures()).toEqual([
    { quota: 'threads', limit: 9, used: 1 },
    { quota: 'activeGoals', limit: null, used: 1 },
    { quota: 'tokensPerDay', limit: 1_000, used: 40, resetsAt: expect.stringMatching(/T00:00:00\.000Z$/) },
    { quota: 'costUsdPerDay', limit: null, used: 0.25, resetsAt: expect.any(String) },
    { quota: 'diskBytes', limit: null, used: 0 },
  ]);
  expect(await figures('globex')).toMatchObject([
    { limit: 5, used: 0 },
    { used: 0 },
    { used: 0 },
    { used: 0 },
    { used: 0 },
  ]);
});

const SIZE = { workspaceBytes: 600, keptBytes: 400 };

test('diskBytes: used up → new threads and uploads are 429, other changes are taken; shown in quotas and usage', async () => {
  quotas = { usual: { diskBytes: 1_001 }, tenants: {} };
  const threadId = await newThread();
  await bench.journal.saveThreadSize(threadId, SIZE, new Date());
  expect((await post('acme', '/v1/threads')).statusCode).toBe(201);
  quotas = { usual: { diskBytes: 1_000 }, tenants: {} };
  const refused = await post('acme', '/v1/threads');
  expect([refused.statusCode, refused.headers['retry-after'], refused.json()]).toMatchObject([
    429,
    '300',
    { code: 'quotaExceeded', of: 'tenant', quota: 'diskBytes', limit: 1_000, used: 1_000 },
  ]);
  for (const [path, type] of [
    ['workspace', 'application/x-tar'],
    ['files/a.txt', 'application/octet-stream'],
  ] as const) {
    const headers = { 'content-type': type };
    const reply = await bench.as('acme')('PUT', `/v1/threads/${threadId}/${path}`, 'x', headers);
    expect([reply.statusCode, reply.json().quota]).toEqual([429, 'diskBytes']);
  }
  expect((await post('acme', `/v1/threads/${threadId}/messages`, { content: 'Hello' })).statusCode).toBe(201);
  expect((await post('globex', '/v1/threads')).statusCode).toBe(201);
  expect((await figures()).at(-1)).toEqual({ quota: 'diskBytes', limit: 1_000, used: 1_000 });
  const usage = await bench.as('acme')('GET', '/v1/usage?from=2026-01-01T00:00:00Z');
  expect(usage.json().disk).toEqual(SIZE);
});

test('quotas of a key: activeGoals, and a day’s tokens → count what its threads have; other keys of the tenant go on', async () => {
  const [write, admin] = [bench.as('acme', 'write'), bench.as('acme')];
  const own = (await write('POST', '/v1/threads', { goal: FILE_GOAL })).json().threadId;
  const { key } = (await write('GET', '/v1/quotas')).json();
  quotas = { usual: {}, tenants: {}, keys: { [key.keyId]: { activeGoals: 1 } } };
  const refused = await write('POST', '/v1/threads', { goal: FILE_GOAL });
  expect([refused.statusCode, refused.json()]).toMatchObject([
    429,
    { code: 'quotaExceeded', of: 'key', quota: 'activeGoals', limit: 1, used: 1 },
  ]);
  const other = (await admin('POST', '/v1/threads', { goal: FILE_GOAL })).json().threadId;
  expect(other).toMatch(/^thr_/);
  quotas = { usual: {}, tenants: {}, usualOfKeys: { tokensPerDay: 100 } };
  await spend(own, 100, 0);
  await spend(other, 99, 0);
  // Whoever asks, it is the key that made the thread which pays.
  const replace = { ...FILE_GOAL, replace: true };
  expect((await admin('PUT', `/v1/threads/${own}/goal`, replace)).json()).toMatchObject({
    status: 429,
    of: 'key',
    quota: 'tokensPerDay',
  });
  expect((await write('PUT', `/v1/threads/${other}/goal`, replace)).statusCode).toBe(201);
  expect((await write('GET', '/v1/quotas')).json().key.quotas).toMatchObject([
    { quota: 'activeGoals', limit: null, used: 1 },
    { quota: 'tokensPerDay', limit: 100, used: 100, resetsAt: expect.any(String) },
    { quota: 'costUsdPerDay', limit: null, used: 0 },
  ]);
});
