import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openRestBench, type RestBench } from '../../support/service/rest-bench.ts';

let bench: RestBench;
beforeAll(async () => {
  bench = await openRestBench();
});
afterAll(() => bench.close());

const URL = 'https://hooks.example.org/goals';
const create = async (body: object = {}) => bench.call('POST', '/v1/webhooks', { url: URL, ...body });
const GOAL = { objective: 'Do it', verification: { checks: [{ name: 'a', command: 'true' }] } };

describe('webhooks', () => {
  test('made, read, changed, removed → the secret is shown once; a removed one is unknown', async () => {
    const made = await create({ events: ['goal.completed', 'goal.completed'], description: 'CI' });
    expect(made.statusCode).toBe(201);
    const { secret, ...webhook } = made.json();
    expect(secret).toMatch(/^whsec_/);
    expect(webhook).toMatchObject({ url: URL, events: ['goal.completed'], status: 'enabled' });
    const path = `/v1/webhooks/${webhook.webhookId}`;
    expect(made.headers.location).toBe(path);
    expect((await bench.call('GET', path)).json()).toEqual(webhook);
    expect((await bench.call('GET', '/v1/webhooks')).body).not.toContain('whsec_');
    const changed = await bench.call('PATCH', path, { description: null, events: [], status: 'disabled' });
    expect(changed.json()).toMatchObject({ events: [], status: 'disabled', statusReason: 'byCaller' });
    expect(changed.json()).not.toHaveProperty('description');
    expect((await bench.call('DELETE', path)).statusCode).toBe(200);
    for (const [method, rest] of [
      ['GET', ''],
      ['PATCH', ''],
      ['DELETE', ''],
      ['POST', '/test'],
      ['GET', '/deliveries'],
      ['GET', '/deliveries/d'],
      ['POST', '/deliveries/d/redeliver'],
      ['POST', '/rotate-secret'],
    ] as const) {
      const reply = await bench.call(method, `${path}${rest}`, method === 'PATCH' ? {} : undefined);
      expect([rest, reply.statusCode, reply.json().title]).toEqual([rest, 404, 'There is no such webhook']);
    }
  });

  test.each(['http://hooks.example.org/', 'https://127.0.0.1/', 'https://localhost/', 'nothing', ''])(
    'to %s → 400 that names the field, also in an edit and for a callback',
    async (url) => {
      const webhookId = (await create()).json().webhookId;
      const threadId = await bench.newThread();
      const replies = [
        await create({ url }),
        await bench.call('PATCH', `/v1/webhooks/${webhookId}`, { url }),
        await bench.call('PUT', `/v1/threads/${threadId}/goal`, { ...GOAL, callbackUrl: url }),
        await bench.call('POST', '/v1/threads', { goal: { ...GOAL, callbackUrl: url } }),
      ];
      expect(replies.map((reply) => [reply.statusCode, reply.json().errors?.[0]?.field])).toEqual([
        [400, 'url'],
        [400, 'url'],
        [400, 'callbackUrl'],
        [400, 'goal.callbackUrl'],
      ]);
      await bench.call('DELETE', `/v1/webhooks/${webhookId}`);
    },
  );

  test('another type, another field → 400; a hundred webhooks → no more', async () => {
    expect((await create({ events: ['goal.done'] })).statusCode).toBe(400);
    expect((await create({ secret: 'mine' })).statusCode).toBe(400);
    const ids: string[] = [];
    for (;;) {
      const reply = await create();
      if (reply.statusCode !== 201) {
        expect(reply.json()).toMatchObject({ status: 409, code: 'tooManyWebhooks' });
        break;
      }
      ids.push(reply.json().webhookId);
    }
    expect(ids).toHaveLength(100);
    const page = (await bench.call('GET', '/v1/webhooks?limit=60')).json();
    const rest = (await bench.call('GET', `/v1/webhooks?limit=60&cursor=${page.nextCursor}`)).json();
    const listed = [...page.webhooks, ...rest.webhooks].map(
      ({ webhookId }: { webhookId: string }) => webhookId,
    );
    expect(listed).toEqual(ids.toReversed());
    expect(rest.nextCursor).toBeNull();
    for (const webhookId of ids) await bench.call('DELETE', `/v1/webhooks/${webhookId}`);
  });

  test('a test that was never sent → a pending delivery, which cannot be asked for again', async () => {
    const path = `/v1/webhooks/${(await create()).json().webhookId}`;
    const tried = await bench.call('POST', `${path}/test`);
    expect(tried.statusCode).toBe(202);
    expect(tried.json()).toMatchObject({ type: 'webhook.test', status: 'pending', attempts: [] });
    const { deliveryId } = tried.json();
    const again = await bench.call('POST', `${path}/deliveries/${deliveryId}/redeliver`);
    expect(again.json()).toMatchObject({ status: 409, code: 'deliveryPending' });
    await bench.call('PATCH', path, { status: 'disabled' });
    expect((await bench.call('POST', `${path}/test`)).json()).toMatchObject({ code: 'webhookDisabled' });
    await bench.call('DELETE', path);
  });

  test('secrets → a rotated one is another one, the tenant has one of its own, a callback none', async () => {
    const { webhookId, secret } = (await create()).json();
    const rotated = (await bench.call('POST', `/v1/webhooks/${webhookId}/rotate-secret`)).json();
    expect(rotated).toMatchObject({
      secret: expect.stringMatching(/^whsec_/),
      oldSecretUntil: expect.any(String),
    });
    expect(rotated.secret).not.toBe(secret);
    const own = (await bench.call('GET', '/v1/webhooks/signing-secret')).json();
    expect((await bench.call('GET', '/v1/webhooks/signing-secret')).json()).toEqual(own);
    const next = await bench.call('POST', '/v1/webhooks/signing-secret/rotate', { overlapSeconds: 60 });
    expect(next.json().secret).not.toBe(own.secret);
    expect((await bench.call('GET', '/v1/webhooks/signing-secret')).json()).toEqual(next.json());
    const threadId = await bench.newThread();
    const goal = await bench.call('PUT', `/v1/threads/${threadId}/goal`, { ...GOAL, callbackUrl: URL });
    expect(goal.statusCode).toBe(201);
    const callback = `cb_${goal.json().goalId}`;
    expect((await bench.call('GET', `/v1/webhooks/${callback}`)).json()).toMatchObject({
      ...{ url: URL, callbackOf: { threadId, goalId: goal.json().goalId } },
    });
    const refused = await bench.call('POST', `/v1/webhooks/${callback}/rotate-secret`);
    expect(refused.json()).toMatchObject({ status: 409, code: 'noSecret' });
  });

  test('replies that show a secret → no cache keeps them', async () => {
    const made = await create();
    const replies = [
      made,
      await bench.call('POST', `/v1/webhooks/${made.json().webhookId}/rotate-secret`),
      await bench.call('GET', '/v1/webhooks/signing-secret'),
      await bench.call('POST', '/v1/webhooks/signing-secret/rotate'),
    ];
    expect(replies.map(({ headers }) => headers['cache-control'])).toEqual(Array(4).fill('no-store'));
    await bench.call('DELETE', `/v1/webhooks/${made.json().webhookId}`);
  });

  test('a goal that is refused → leaves no callback behind', async () => {
    const threadId = await bench.newThread();
    await bench.call('PUT', `/v1/threads/${threadId}/goal`, GOAL);
    const saved: string[] = [];
    const { journal } = bench.dependencies;
    const { saveWebhook } = journal;
    Object.assign(journal, {
      saveWebhook: (...args: Parameters<typeof saveWebhook>) => {
        saved.push(args[0].webhookId);
        return saveWebhook(...args);
      },
    });
    const reply = await bench.call('PUT', `/v1/threads/${threadId}/goal`, { ...GOAL, callbackUrl: URL });
    expect(reply.statusCode).toBe(409);
    for (const webhookId of saved)
      expect((await bench.call('GET', `/v1/webhooks/${webhookId}`)).statusCode).toBe(404);
  });
});
