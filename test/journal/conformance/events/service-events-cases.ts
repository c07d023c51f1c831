/** Events of the service: told once, each with its place, and a delivery for each webhook that wants it. */
import { expect, test } from '@jest/globals';
import type { Journal } from '../../../../journal/journal.ts';
import type { JournalEvent } from '../../../../workflows/thread/state/journal-event.ts';
import type { OpenJournal } from '../../../support/journal/journals.ts';
import { goalChanged } from '../../samples.ts';

const NOW = new Date('2026-01-02T03:04:05.000Z');

const made = (journal: Journal, threadId: string, tenantId = 'a') =>
  journal.createThread({ threadId, tenantId, requestId: `of-${threadId}`, settings: {} });

const change = (seq: number, kind: string, status: 'active' | 'paused' = 'active'): JournalEvent => ({
  ...goalChanged(seq, { status }),
  ...{ change: kind, atMs: NOW.getTime() + seq },
  ...(status === 'paused' ? { from: 'active' as const } : {}),
});

const webhook = (webhookId: string, over: object = {}) => ({
  ...{ webhookId, tenantId: 'a', url: 'https://hooks.example.org/', events: [], secret: 'whsec_AAAA' },
  ...over,
});

const typesOf = async (journal: Journal, tenantId: string, after = 0, limit = 50) =>
  (await journal.readServiceEvents(tenantId, after, limit)).map(({ body }) => JSON.parse(body).type);

export function serviceEventCases(open: OpenJournal): void {
  test('append: a change, appended five times at once and again → told once, in the order of the record', async () => {
    const journal = await open();
    await made(journal, 't1');
    const entry = { events: [change(1, 'set'), change(2, 'baseline'), change(3, 'pause', 'paused')] };
    await Promise.all([1, 2, 3, 4, 5].map(() => journal.append('t1', entry)));
    await journal.append('t1', entry);
    expect(await typesOf(journal, 'a')).toEqual([]);
    expect(await journal.placeEvents(NOW)).toBe(3);
    expect(await journal.placeEvents(NOW)).toBe(0);
    const rows = await journal.readServiceEvents('a', 0, 50);
    expect(rows.map(({ position, seq }) => [position, seq])).toEqual([
      [1, 0],
      [2, 1],
      [3, 3],
    ]);
    expect(rows.map(({ body }) => JSON.parse(body))).toMatchObject([
      { type: 'thread.created', data: { threadId: 't1', seq: 0 } },
      { type: 'goal.set', data: { goalId: 'g1', status: 'active', phase: 'running' } },
      { type: 'goal.paused', timestamp: new Date(NOW.getTime() + 3).toISOString(), data: { seq: 3 } },
    ]);
    expect(await journal.readLastEventPlace()).toBe(3);
  });

  test('an event → has title and metadata of its thread, and is found by them', async () => {
    const journal = await open();
    const labels = { title: 'Checkout', metadata: { team: 'pay', order: '17' } };
    await journal.createThread({ threadId: 't1', tenantId: 'a', requestId: 't1', settings: {}, labels });
    await made(journal, 't2');
    await journal.placeEvents(NOW);
    const found = async (metadata: Record<string, string>) =>
      (await journal.readServiceEvents('a', 0, 50, { metadata })).map(({ body }) => JSON.parse(body).data);
    expect(await found({ team: 'pay' })).toMatchObject([{ threadId: 't1', ...labels }]);
    expect(await found({ team: 'pay', order: '18' })).toEqual([]);
    const [, other] = await found({});
    expect([other?.threadId, 'title' in other, 'metadata' in other]).toEqual(['t2', false, false]);
  });

  test('createThread: repeated → told once; a record of no thread → nobody is told', async () => {
    const journal = await open();
    await made(journal, 't1');
    await made(journal, 't1');
    await journal.append('nobody', { events: [change(1, 'set')] });
    expect(await journal.placeEvents(NOW)).toBe(1);
  });

  test('placeEvents: eight at once over many threads → every place once, no event twice, none missed by who reads along', async () => {
    const journal = await open();
    const threads = Array.from({ length: 12 }, (_, index) => `t${index}`);
    await journal.saveWebhook(webhook('w1'), NOW);
    const seen: number[] = [];
    const read = async (): Promise<void> => {
      await journal.placeEvents(NOW);
      const rows = await journal.readServiceEvents('a', seen.at(-1) ?? 0, 5);
      seen.push(...rows.map(({ position }) => position).filter((position) => position > (seen.at(-1) ?? 0)));
    };
    await Promise.all([
      ...threads.map(async (threadId) => {
        await made(journal, threadId);
        await journal.append(threadId, { events: [change(1, 'set')] });
      }),
      ...Array.from({ length: 8 }, () => journal.placeEvents(NOW)),
      (async () => {
        for (let round = 0; round < 10; round += 1) await read();
      })(),
    ]);
    while (seen.length < 24) await read();
    expect(seen).toEqual(Array.from({ length: 24 }, (_, index) => index + 1));
    const deliveries = await journal.listDeliveries('w1', 100);
    expect(new Set(deliveries.map(({ eventId }) => eventId)).size).toBe(24);
    expect(deliveries).toHaveLength(24);
  });

  test('readServiceEvents: another tenant, a type, a thread → only those; from behind a place → what follows', async () => {
    const journal = await open();
    for (const [threadId, tenantId] of [
      ['t1', 'a'],
      ['t2', 'b'],
      ['t3', 'a'],
    ] as const)
      await made(journal, threadId, tenantId);
    await journal.append('t1', { events: [change(1, 'set')] });
    await journal.placeEvents(NOW);
    const read = async (...args: Parameters<Journal['readServiceEvents']>) =>
      (await journal.readServiceEvents(...args)).map(({ threadId, seq }) => `${threadId}.${seq}`);
    expect((await read('a', 0, 50)).sort()).toEqual(['t1.0', 't1.1', 't3.0']);
    expect(await read('b', 0, 50)).toEqual(['t2.0']);
    expect(await read('a', 0, 50, { types: ['goal.set'] })).toEqual(['t1.1']);
    expect(await read('a', 0, 50, { threadId: 't3' })).toEqual(['t3.0']);
    expect(await read('a', 0, 50, { metadata: { team: 'x' } })).toEqual([]);
    const [first] = await journal.readServiceEvents('a', 0, 1);
    expect(await read('a', first?.position ?? 0, 50)).toHaveLength(2);
  });

  test('placeEvents: webhooks by type, tenant and status, and a callback → each what it wants', async () => {
    const journal = await open();
    await made(journal, 't1');
    await journal.saveWebhook(webhook('all'), NOW);
    await journal.saveWebhook(webhook('ends', { events: ['goal.completed'] }), NOW);
    await journal.saveWebhook(webhook('sets', { events: ['goal.set'] }), NOW);
    await journal.saveWebhook(webhook('foreign', { tenantId: 'b' }), NOW);
    await journal.saveWebhook(webhook('off'), NOW);
    await journal.changeWebhook('a', 'off', { status: 'disabled' }, NOW);
    await journal.saveWebhook(webhook('mine', { callbackOf: { threadId: 't1', goalId: 'g1' } }), NOW);
    await journal.saveWebhook(webhook('other', { callbackOf: { threadId: 't1', goalId: 'g2' } }), NOW);
    await journal.append('t1', { events: [change(1, 'set')] });
    await journal.placeEvents(NOW);
    const counts = await Promise.all(
      ['all', 'ends', 'sets', 'foreign', 'off', 'mine', 'other'].map(
        async (webhookId) => (await journal.listDeliveries(webhookId, 10)).length,
      ),
    );
    expect(counts).toEqual([2, 0, 1, 0, 0, 1, 0]);
    const [delivery] = await journal.listDeliveries('sets', 10);
    const [event] = await journal.readServiceEvents('a', 0, 10, { types: ['goal.set'] });
    expect(delivery).toMatchObject({
      eventId: 'evt_t1_1',
      type: 'goal.set',
      status: 'pending',
      body: event?.body,
    });
  });
}
