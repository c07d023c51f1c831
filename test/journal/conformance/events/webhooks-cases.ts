/** Webhooks, their secrets, and what was sent to them. */
import { expect, test } from '@jest/globals';
import type { Journal } from '../../../../journal/journal.ts';
import type { OpenJournal } from '../../../support/journal/journals.ts';
import { AWKWARD_TEXT } from '../../samples.ts';

const at = (second: number): Date => new Date(Date.UTC(2026, 0, 2, 0, 0, second));
const WEBHOOK = {
  ...{ webhookId: 'w1', tenantId: 'a', url: 'https://hooks.example.org/', secret: 'whsec_AAAA' },
  events: ['goal.completed' as const],
};
const delivery = (deliveryId: string, webhookId = 'w1') => ({
  ...{ deliveryId, webhookId, tenantId: 'a', eventId: `evt_${deliveryId}`, type: 'webhook.test', body: '{}' },
});
const attempt = (number: number, round = 1) => ({
  ...{ round, attempt: number, at: at(number), durationMs: 12, httpStatus: 500 },
  body: { answer: AWKWARD_TEXT },
});

async function withDelivery(open: OpenJournal): Promise<Journal> {
  const journal = await open();
  await journal.saveWebhook(WEBHOOK, at(0));
  await journal.saveDelivery(delivery('d1'), at(1));
  return journal;
}

export function webhookCases(open: OpenJournal): void {
  test('saveWebhook, changeWebhook → as it was sent; another tenant → none, and nothing changed', async () => {
    const journal = await open();
    const { secret: _, ...shown } = WEBHOOK;
    const saved = await journal.saveWebhook({ ...WEBHOOK, description: 'ü' }, at(0));
    expect(saved).toEqual({
      ...shown,
      ...{ description: 'ü', status: 'enabled', createdAt: at(0), updatedAt: at(0) },
    });
    expect(await journal.readWebhook('b', 'w1')).toBeUndefined();
    expect(await journal.changeWebhook('b', 'w1', { status: 'disabled' }, at(1))).toBeUndefined();
    const changed = await journal.changeWebhook('a', 'w1', { description: null, status: 'disabled' }, at(1));
    expect(changed).toEqual({
      ...shown,
      ...{ status: 'disabled', statusReason: 'byCaller', createdAt: at(0), updatedAt: at(1) },
    });
    const again = await journal.changeWebhook('a', 'w1', { status: 'enabled', events: [] }, at(2));
    expect(again).toEqual({ ...shown, events: [], status: 'enabled', createdAt: at(0), updatedAt: at(2) });
    expect(await journal.removeWebhook('b', 'w1')).toBe(false);
    expect(await journal.removeWebhook('a', 'w1')).toBe(true);
    expect(await journal.readWebhook('a', 'w1')).toBeUndefined();
  });

  test('listWebhooks: page by page → newest first, without callbacks', async () => {
    const journal = await open();
    for (const webhookId of ['w1', 'w2', 'w3']) await journal.saveWebhook({ ...WEBHOOK, webhookId }, at(0));
    const callbackOf = { threadId: 't1', goalId: 'g1' };
    await journal.saveWebhook({ ...WEBHOOK, webhookId: 'c1', callbackOf }, at(0));
    const ids = async (...args: Parameters<Journal['listWebhooks']>) =>
      (await journal.listWebhooks(...args)).map(({ webhookId }) => webhookId);
    expect(await ids('a', 2)).toEqual(['w3', 'w2']);
    expect(await ids('a', 2, 'w2')).toEqual(['w1']);
    expect(await journal.readWebhook('a', 'c1')).toMatchObject({ callbackOf });
    expect(await ids('b', 2)).toEqual([]);
  });

  test('rotateWebhookSecret: twice, the second repeated → the one before signs until its time', async () => {
    const journal = await withDelivery(open);
    await journal.rotateWebhookSecret('a', 'w1', { secret: 's2', oldUntil: at(50) });
    await journal.rotateWebhookSecret('a', 'w1', { secret: 's3', oldUntil: at(60) });
    await journal.rotateWebhookSecret('a', 'w1', { secret: 's3', oldUntil: at(70) });
    const due = await journal.readDueDelivery('d1', 1);
    expect(due?.secrets).toEqual({ secret: 's3', old: { secret: 's2', until: at(60) } });
    expect(await journal.rotateWebhookSecret('b', 'w1', { secret: 's4', oldUntil: at(80) })).toBe(false);
  });

  test("keepSigningSecret: five at once → one secret of the tenant's, told to all; rotated → the old one beside it", async () => {
    const journal = await open();
    const kept = await Promise.all([1, 2, 3, 4, 5].map((n) => journal.keepSigningSecret('a', `s${n}`)));
    expect(new Set(kept.map(({ secret }) => secret)).size).toBe(1);
    await journal.rotateSigningSecret('a', { secret: 'new', oldUntil: at(9) });
    expect(await journal.keepSigningSecret('a', 'late')).toEqual({
      ...{ secret: 'new', old: { secret: kept[0]?.secret, until: at(9) } },
    });
  });

  test('recordAttempt: made twice → the first stays; a success is remembered by the webhook', async () => {
    const journal = await withDelivery(open);
    expect(await journal.listUnsentRounds(5)).toEqual([{ deliveryId: 'd1', round: 1 }]);
    await journal.markRoundSent('d1', 1);
    expect(await journal.listUnsentRounds(5)).toEqual([]);
    await journal.recordAttempt('d1', attempt(1), { status: 'pending', nextAttemptAt: at(30) });
    await journal.recordAttempt('d1', { ...attempt(1), httpStatus: 200 }, { status: 'delivered' });
    expect(await journal.readAttempt('d1', 1, 1)).toEqual(attempt(1));
    expect(await journal.readDueDelivery('d1', 1)).toMatchObject({
      ...{ delivery: { status: 'pending', nextAttemptAt: at(30) }, hasSucceededSince: false },
    });
    await journal.recordAttempt('d1', { ...attempt(2), httpStatus: 204 }, { status: 'delivered' });
    expect(await journal.readDelivery('w1', 'd1')).toMatchObject({ status: 'delivered', endedAt: at(2) });
    expect((await journal.listAttempts(['d1'])).get('d1')?.map(({ httpStatus }) => httpStatus)).toEqual([
      500, 204,
    ]);
    await journal.saveDelivery(delivery('d2'), at(1));
    expect(await journal.readDueDelivery('d2', 1)).toMatchObject({ hasSucceededSince: true });
  });

  test('recordAttempt that disables → the webhook says why; a later delivery of it ends', async () => {
    const journal = await withDelivery(open);
    const outcome = { status: 'dead', statusReason: 'rejected', disables: 'gone' } as const;
    await journal.recordAttempt('d1', { ...attempt(1), httpStatus: 410 }, outcome);
    expect(await journal.readWebhook('a', 'w1')).toMatchObject({ status: 'disabled', statusReason: 'gone' });
    await journal.saveDelivery(delivery('d2'), at(1));
    await journal.endDelivery('d2', 1, 'disabled', at(3));
    expect(await journal.readDelivery('w1', 'd2')).toMatchObject({
      status: 'dead',
      statusReason: 'disabled',
    });
    expect(await journal.readDueDelivery('d2', 1)).toBeUndefined();
  });

  test('redeliver: one that ended → a new round; one that is pending, or of another webhook → not', async () => {
    const journal = await withDelivery(open);
    expect(await journal.redeliver('w1', 'd1', at(5))).toBe(false);
    await journal.recordAttempt('d1', attempt(1), { status: 'dead', statusReason: 'rejected' });
    expect(await journal.redeliver('w2', 'd1', at(5))).toBe(false);
    await journal.markRoundSent('d1', 1);
    expect(await journal.redeliver('w1', 'd1', at(5))).toBe(true);
    expect(await journal.listUnsentRounds(5)).toEqual([{ deliveryId: 'd1', round: 2 }]);
    expect(await journal.readDueDelivery('d1', 1)).toBeUndefined();
    expect(await journal.readDueDelivery('d1', 2)).toMatchObject({
      delivery: { roundAt: at(5), nextAttemptAt: at(5) },
    });
  });

  test('removeWebhook → its deliveries and attempts are gone', async () => {
    const journal = await withDelivery(open);
    await journal.recordAttempt('d1', attempt(1), { status: 'pending' });
    await journal.removeWebhook('a', 'w1');
    expect(await journal.listDeliveries('w1', 5)).toEqual([]);
    expect((await journal.listAttempts(['d1'])).size).toBe(0);
  });

  test('removeRows of the thread → its deliveries and their attempts are gone', async () => {
    const journal = await withDelivery(open);
    await journal.saveDelivery({ ...delivery('d2'), threadId: 't9' }, at(1));
    for (const id of ['d1', 'd2']) await journal.recordAttempt(id, attempt(1), { status: 'pending' });
    await journal.removeRows('t9');
    expect((await journal.listDeliveries('w1', 5)).map(({ deliveryId }) => deliveryId)).toEqual(['d1']);
    expect([...(await journal.listAttempts(['d1', 'd2'])).keys()]).toEqual(['d1']);
  });

  test('listDeliveries: page by page, by status → newest first', async () => {
    const journal = await withDelivery(open);
    for (const id of ['d2', 'd3']) await journal.saveDelivery(delivery(id), at(1));
    await journal.recordAttempt('d2', attempt(1), { status: 'delivered' });
    const ids = async (...args: Parameters<Journal['listDeliveries']>) =>
      (await journal.listDeliveries(...args)).map(({ deliveryId }) => deliveryId);
    expect(await ids('w1', 2)).toEqual(['d3', 'd2']);
    expect(await ids('w1', 2, 'd2')).toEqual(['d1']);
    expect(await ids('w1', 5, undefined, 'pending')).toEqual(['d3', 'd1']);
  });

  test('readDeliveryLag: nothing waits, one is due, one is tried again later, an event has no place → how long each waits', async () => {
    const journal = await open();
    await journal.saveWebhook(WEBHOOK, at(0));
    const lagAt = (second: number) => journal.readDeliveryLag(at(second));
    expect(await lagAt(60)).toEqual({ serviceMs: 0, receiverMs: 0 });
    await journal.saveDelivery(delivery('d1'), at(1));
    await journal.saveDelivery(delivery('d2'), at(5));
    expect(await lagAt(11)).toEqual({ serviceMs: 10_000, receiverMs: 0 });
    const later = { status: 'pending', nextAttemptAt: at(40) } as const;
    await journal.recordAttempt('d1', attempt(12), later);
    expect(await lagAt(21)).toEqual({ serviceMs: 16_000, receiverMs: 20_000 });
    await journal.recordAttempt('d2', attempt(22), { status: 'delivered' });
    expect(await lagAt(31)).toEqual({ serviceMs: 0, receiverMs: 30_000 });
    expect(await lagAt(45)).toEqual({ serviceMs: 5_000, receiverMs: 0 });
    await journal.recordAttempt('d1', attempt(46), { status: 'dead', statusReason: 'rejected' });
    await journal.createThread({ threadId: 't1', tenantId: 'a', requestId: 't1', settings: {} });
    const { serviceMs } = await journal.readDeliveryLag(new Date(Date.now() + 60_000));
    expect(serviceMs).toBeGreaterThan(50_000);
    await journal.placeEvents(at(50));
    expect(await lagAt(60)).toEqual({ serviceMs: 0, receiverMs: 0 });
  });
}
