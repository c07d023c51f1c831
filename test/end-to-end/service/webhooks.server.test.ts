/** Events on their way to a real receiver: signed, tried again, given up, asked for again, and never lost. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { itemSchema } from '../../../server/record/item-schema.ts';
import { FILE_GOAL } from '../../support/contract/contracts.ts';
import { claim, inOrder, shell } from '../../support/model/scripts.ts';
import type { Json } from '../../support/service/api.ts';
import { type SkippedTimeService, startSkippedTimeService } from '../../support/service/skipped-time.ts';
import {
  type ReceivedWebhook,
  startWebhookReceiver,
  type WebhookReceiver,
} from '../../support/service/webhook-receiver.ts';

const HOUR_MS = 3_600_000;

let receiver: WebhookReceiver;
let service: SkippedTimeService;
beforeAll(async () => {
  receiver = await startWebhookReceiver();
  service = await startSkippedTimeService({ mayRestart: true, webhookHosts: [receiver.host] });
});
afterAll(async () => {
  await service.stop();
  await receiver.stop();
});

const call = async (method: string, path: string, body?: object): Promise<Json> =>
  (await service.api.call(method, `/v1${path}`, body)).body;

const created = (path: string, events: readonly string[] = []): Promise<Json> =>
  call('POST', '/webhooks', { url: receiver.url(path), events });

/** The one delivery of a webhook, when it is as wanted. */
async function untilDelivery(webhookId: string, isWanted: (delivery: Json) => boolean): Promise<Json> {
  for (;;) {
    const { deliveries } = await call('GET', `/webhooks/${webhookId}/deliveries`);
    const found = deliveries.find(isWanted);
    if (found !== undefined) return found;
    await sleep(50);
  }
}

/** Whether a secret has made one of the signatures; at any time, since the test moves the clock. */
function isSignedBy(secret: string, { headers, body }: ReceivedWebhook): boolean {
  const at = new Date(Number(headers['webhook-timestamp']) * 1000);
  const expected = new Webhook(secret).sign(headers['webhook-id'] ?? '', at, body);
  return (headers['webhook-signature'] ?? '').split(' ').includes(expected);
}

test('a goal from its beginning to its proof → each event once, signed, in its order; a callback too', async () => {
  const { webhookId, secret } = await created('/all');
  const threadId = await service.threadWith(inOrder([shell('touch done.txt'), claim]));
  const goal = { ...FILE_GOAL, callbackUrl: receiver.url('/callback') };
  const set = await call('PUT', `/threads/${threadId}/goal`, goal);
  await service.api.untilGoal(threadId, ({ status }) => status === 'complete');
  const sent = await receiver.until('/all', 3);
  for (const { headers, body } of sent) new Webhook(secret).verify(body, headers);
  const inOrderOfRecord = [...sent].sort((a, b) => a.event.data.seq - b.event.data.seq);
  expect(inOrderOfRecord.map(({ event }) => event.type)).toEqual([
    ...['thread.created', 'goal.set', 'goal.completed'],
  ]);
  expect(inOrderOfRecord.at(-1)?.event).toMatchObject({
    timestamp: expect.any(String),
    data: {
      ...{ threadId, goalId: set.goalId, status: 'complete', phase: 'idle' },
      links: { goal: `/v1/threads/${threadId}/goal`, report: `/v1/threads/${threadId}/goal/report` },
    },
  });
  // Each body of a real run is what the document says of it.
  for (const item of await service.api.items(threadId)) expect(itemSchema.parse(item)).toEqual(item);
  const { secret: ofTenant } = await call('GET', '/webhooks/signing-secret');
  const called = await receiver.until('/callback', 2);
  for (const { headers, body } of called) new Webhook(ofTenant).verify(body, headers);
  expect(called.map(({ event }) => event.type).sort()).toEqual(['goal.completed', 'goal.set']);
  expect(await call('GET', `/webhooks/cb_${set.goalId}`)).toMatchObject({ callbackOf: { threadId } });
  const { events } = await call('GET', `/events?threadId=${threadId}`);
  const ids = sent.map(({ headers }) => headers['webhook-id']);
  expect(events.map(({ id }: Json) => id).sort()).toEqual(ids.sort());
  await call('DELETE', `/webhooks/${webhookId}`);
});

test('an answer of 500, a redirect, then 200 → three attempts under one id, none at the address redirected to', async () => {
  const { webhookId } = await created('/late', ['thread.created']);
  receiver.answer('/late', (times) => {
    if (times === 1) return { status: 500, body: 'x'.repeat(5_000) };
    return times === 2 ? { status: 302, headers: { location: receiver.url('/elsewhere') } } : { status: 200 };
  });
  await service.api.createThread();
  const failed = await untilDelivery(webhookId, ({ attempts }) => attempts.length === 1);
  expect(failed).toMatchObject({ status: 'pending', nextAttemptAt: expect.any(String) });
  expect(failed.attempts[0]).toMatchObject({ httpStatus: 500, answer: 'x'.repeat(1024) });
  await service.skip(10_000);
  await untilDelivery(webhookId, ({ attempts }) => attempts.length === 2);
  await service.skip(60_000);
  const done = await untilDelivery(webhookId, ({ status }) => status === 'delivered');
  expect(done.attempts.map(({ httpStatus }: Json) => httpStatus)).toEqual([500, 302, 200]);
  expect(new Set(receiver.at('/late').map(({ headers }) => headers['webhook-id']))).toEqual(
    new Set([done.eventId]),
  );
  expect(receiver.at('/elsewhere')).toEqual([]);
  await call('DELETE', `/webhooks/${webhookId}`);
});

test('an answer of 410 → the webhook is disabled and says so; nothing is tried on it before it is enabled', async () => {
  const { webhookId } = await created('/gone', ['thread.created']);
  receiver.answer('/gone', (times) => ({ status: times === 1 ? 410 : 204 }));
  await service.api.createThread();
  const dead = await untilDelivery(webhookId, ({ status }) => status === 'dead');
  expect(await call('GET', `/webhooks/${webhookId}`)).toMatchObject({
    status: 'disabled',
    statusReason: 'gone',
  });
  expect(await call('POST', `/webhooks/${webhookId}/test`)).toMatchObject({ code: 'webhookDisabled' });
  await call('PATCH', `/webhooks/${webhookId}`, { status: 'enabled' });
  await call('POST', `/webhooks/${webhookId}/deliveries/${dead.deliveryId}/redeliver`);
  const again = await untilDelivery(webhookId, ({ status }) => status === 'delivered');
  expect(again.attempts.map(({ round, httpStatus }: Json) => [round, httpStatus])).toEqual([
    [1, 410],
    [2, 204],
  ]);
  await call('DELETE', `/webhooks/${webhookId}`);
});

test('a secret is rotated → both sign while that lasts, and only the new one without an overlap', async () => {
  const { webhookId, secret: first } = await created('/rotated', ['thread.created']);
  const { secret: second } = await call('POST', `/webhooks/${webhookId}/rotate-secret`, {
    overlapSeconds: 7 * 86_400,
  });
  await call('POST', `/webhooks/${webhookId}/test`);
  await receiver.until('/rotated', 1);
  const { secret: third } = await call('POST', `/webhooks/${webhookId}/rotate-secret`, { overlapSeconds: 0 });
  await call('POST', `/webhooks/${webhookId}/test`);
  const [both, alone] = await receiver.until('/rotated', 2);
  const signedBy = (each: ReceivedWebhook | undefined) =>
    [first, second, third].map((secret) => each !== undefined && isSignedBy(secret, each));
  expect(both?.event).toMatchObject({ type: 'webhook.test', data: { webhookId } });
  expect([signedBy(both), signedBy(alone)]).toEqual([
    [true, true, false],
    [false, false, true],
  ]);
  await call('DELETE', `/webhooks/${webhookId}`);
});

test('no worker while things happen → all is sent when one is back, once', async () => {
  const { webhookId } = await created('/quiet', ['thread.created']);
  await service.stopWorker();
  for (const _ of [1, 2, 3]) await service.api.createThread();
  await untilDelivery(webhookId, ({ status }) => status === 'pending');
  expect(receiver.at('/quiet')).toEqual([]);
  await service.startWorker();
  await receiver.until('/quiet', 3);
  await untilDelivery(webhookId, ({ status }) => status === 'delivered');
  expect(new Set(receiver.at('/quiet').map(({ headers }) => headers['webhook-id'])).size).toBe(3);
  expect(receiver.at('/quiet')).toHaveLength(3);
  await call('DELETE', `/webhooks/${webhookId}`);
});

test('a receiver that fails for three days → dead, and its webhook disabled; asked for again → the same id', async () => {
  const { webhookId } = await created('/dead', ['thread.created']);
  receiver.answer('/dead', () => ({ status: 503 }));
  await service.api.createThread();
  await untilDelivery(webhookId, ({ attempts }) => attempts.length === 1);
  await service.skip(74 * HOUR_MS);
  const dead = await untilDelivery(webhookId, ({ status }) => status === 'dead');
  expect(dead).toMatchObject({ statusReason: 'rejected' });
  expect(dead.attempts.length).toBeGreaterThan(10);
  const times = dead.attempts.map(({ at }: Json) => Date.parse(at));
  expect(times.at(-1) - times[0]).toBeGreaterThan(48 * HOUR_MS);
  expect(times.at(-1) - times[0]).toBeLessThanOrEqual(72 * HOUR_MS);
  expect(await call('GET', `/webhooks/${webhookId}`)).toMatchObject({
    ...{ status: 'disabled', statusReason: 'failing' },
  });
  receiver.answer('/dead', () => ({ status: 200 }));
  await call('PATCH', `/webhooks/${webhookId}`, { status: 'enabled' });
  await call('POST', `/webhooks/${webhookId}/deliveries/${dead.deliveryId}/redeliver`);
  await untilDelivery(webhookId, ({ status }) => status === 'delivered');
  expect(new Set(receiver.at('/dead').map(({ headers }) => headers['webhook-id'])).size).toBe(1);
});
