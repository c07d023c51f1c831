import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openRestBench, type RestBench } from '../../support/service/rest-bench.ts';

let bench: RestBench;
beforeAll(async () => {
  bench = await openRestBench();
});
afterAll(() => bench.close());

/** Entries are written behind the reply. */
async function log(query: string, count: number) {
  let entries: Record<string, unknown>[] = [];
  for (let tries = 0; entries.length < count && tries < 200; tries += 1)
    entries = (await bench.call('GET', `/v1/audit-log?${query}`)).json().entries;
  return entries;
}

test('changes → who, what, of which thread, and how it was answered; reads are not in it', async () => {
  const made = await bench.call('POST', '/v1/threads', {}, { 'x-request-id': 'made-1' });
  const { threadId } = made.json();
  await bench.call('GET', `/v1/threads/${threadId}`);
  await bench.call('POST', `/v1/threads/${threadId}/goal/pause`, {}, { 'x-request-id': 'pause-1' });
  const entries = await log(`threadId=${threadId}`, 2);
  expect(entries).toEqual([
    {
      at: expect.any(String),
      keyId: 'none',
      method: 'POST',
      route: '/v1/threads/:threadId/goal/pause',
      operation: 'pauseGoal',
      threadId,
      status: 409,
      code: 'noGoal',
      requestId: 'pause-1',
    },
    expect.objectContaining({ operation: 'createThread', threadId, status: 201, requestId: 'made-1' }),
  ]);
});

test('a webhook made and changed, a thread purged → its id, and that it is purged; what was not looked for has none', async () => {
  const { webhookId } = (
    await bench.call('POST', '/v1/webhooks', { url: 'https://example.com/hook' })
  ).json();
  await bench.call('DELETE', `/v1/webhooks/${webhookId}`);
  expect(await log('operation=createWebhook', 1)).toMatchObject([{ subject: webhookId }]);
  expect(await log('operation=deleteWebhook', 1)).toMatchObject([{ subject: webhookId }]);
  const { threadId } = (await bench.call('POST', '/v1/threads', {})).json();
  await bench.call('POST', `/v1/threads/${threadId}/messages`, { words: 'none' });
  await bench.call('DELETE', `/v1/threads/${threadId}?purge=true`);
  expect(await log('operation=archiveThread', 1)).toMatchObject([{ threadId, purges: true }]);
  const [refused] = await log('operation=postMessage', 1);
  expect(refused).toMatchObject({ status: 400 });
  expect(refused).not.toHaveProperty('threadId');
});

test('an operation that there is not → 400, since an empty page would look like an answer', async () => {
  const reply = await bench.call('GET', '/v1/audit-log?operation=foo');
  expect([reply.statusCode, reply.json().errors]).toMatchObject([400, [{ field: 'operation' }]]);
});

test('filters and pages → newest first, each entry once', async () => {
  for (let index = 0; index < 3; index += 1)
    await bench.call('PATCH', '/v1/threads/thr_none', { mode: 'plan' });
  expect(await log('operation=updateThread', 3)).toHaveLength(3);
  const first = (await bench.call('GET', '/v1/audit-log?operation=updateThread&limit=2')).json();
  expect(first.entries).toHaveLength(2);
  const rest = (
    await bench.call('GET', `/v1/audit-log?operation=updateThread&limit=2&cursor=${first.nextCursor}`)
  ).json();
  expect([rest.entries.length, rest.nextCursor]).toEqual([1, undefined]);
  expect(await log('keyId=key_other', 0)).toEqual([]);
  expect(await log('until=2001-01-01T00:00:00Z', 0)).toEqual([]);
  expect((await bench.call('GET', '/v1/audit-log?since=yesterday')).statusCode).toBe(400);
  expect((await bench.call('GET', '/v1/audit-log?who=me')).statusCode).toBe(400);
});

test('another tenant → none of it; what is too old goes', async () => {
  expect(await bench.journal.listAudit('other', {}, 10)).toEqual([]);
  await bench.journal.sweepAudit(new Date(Date.now() + 1_000));
  expect(await bench.journal.listAudit('default', {}, 10)).toEqual([]);
});
