/** What the operator's rules let go of, by age and by size, on a journal of its own. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { oldestOverSize } from '../../../activities/keeping/over-size.ts';
import { createPlanRetention } from '../../../activities/keeping/plan-retention.ts';
import type { Journal } from '../../../journal/journal.ts';
import type { RetentionRule } from '../../../settings/retention-settings.ts';
import { openTestJournal } from '../../support/journal/test-journal.ts';

test.each([
  ['no more than may be', 100, []],
  ['one byte more', 99, ['a']],
  ['more than two have', 55, ['a', 'c']],
  ['more than all have', 0, ['a', 'c', 'd']],
])('oldestOverSize: %s → the oldest, as few as make room, none that takes nothing', (_, maxBytes, going) => {
  const ended = [
    { threadId: 'a', bytes: 40 },
    { threadId: 'b', bytes: 0 },
    { threadId: 'c', bytes: 10 },
    { threadId: 'd', bytes: 20 },
  ];
  expect(oldestOverSize(100, maxBytes, ended)).toEqual(going);
});

let journal: Journal;
beforeAll(async () => {
  journal = await openTestJournal();
});
afterAll(() => journal.close());

const plan = (rules: Record<string, RetentionRule>, eventsKeptMs?: number) =>
  createPlanRetention(
    { journal },
    { ruleOf: (tenantId) => rules[tenantId] ?? {}, ...(eventsKeptMs === undefined ? {} : { eventsKeptMs }) },
  )();

test('a tenant above its bytes → its oldest archived threads are purged, until it is below; run again → no more of them', async () => {
  for (const threadId of ['a1', 'a2', 'a3', 'a4', 'o1']) {
    const tenantId = threadId === 'o1' ? 'globex' : 'acme';
    await journal.createThread({ threadId, tenantId, requestId: threadId, settings: {} });
    await journal.saveThreadSize(threadId, { workspaceBytes: 60, keptBytes: 40 }, new Date());
    // One lives: it is never taken, however much is kept.
    if (threadId !== 'a1')
      await journal.archiveThread(threadId, { threadId } as Parameters<Journal['archiveThread']>[1]);
  }
  expect(await plan({ acme: { maxBytes: 400 } })).toEqual({ toArchive: [], toPurge: [] });
  expect((await plan({ acme: { maxBytes: 250 } })).toPurge).toEqual(['a2', 'a3']);
  expect((await plan({ acme: { maxBytes: 250 } })).toPurge).toEqual(['a2', 'a3']);
  expect(await journal.sumThreadSizes('acme')).toEqual({ workspaceBytes: 120, keptBytes: 80 });
  expect((await plan({ acme: { maxBytes: 1 } })).toPurge).toEqual(['a2', 'a3', 'a4']);
});

test('events and deliveries of long ago, and answers of keys → gone; what is pending or young stays', async () => {
  const long = new Date(Date.now() - 10 * 86_400_000);
  const webhook = { webhookId: 'w1', tenantId: 'acme', url: 'https://hooks.example.org/', events: [] };
  await journal.saveWebhook({ ...webhook, secret: 'whsec_AAAA' }, long);
  for (const deliveryId of ['ended', 'pending', 'young'])
    await journal.saveDelivery(
      {
        deliveryId,
        webhookId: 'w1',
        tenantId: 'acme',
        eventId: deliveryId,
        type: 'webhook.test',
        body: '{}',
      },
      deliveryId === 'young' ? new Date() : long,
    );
  const attempt = { round: 1, attempt: 1, durationMs: 1, body: {} };
  await journal.recordAttempt('ended', { ...attempt, at: long }, { status: 'delivered' });
  await journal.recordAttempt('young', { ...attempt, at: new Date() }, { status: 'delivered' });
  await journal.claimKey({
    ...{
      tenantId: 'acme',
      key: 'k',
      fingerprint: 'f',
      now: long,
      claimedUntil: long,
      expiredBefore: new Date(0),
    },
  });
  await journal.placeEvents(new Date());
  const events = async () => (await journal.readServiceEvents('acme', 0, 50)).length;
  const before = await events();
  await plan({}, 5 * 86_400_000);
  const ids = async () => (await journal.listDeliveries('w1', 200)).map(({ deliveryId }) => deliveryId);
  expect(await events()).toBe(before);
  expect(await ids()).toEqual(expect.arrayContaining(['pending', 'young']));
  expect(await ids()).not.toContain('ended');
  expect((await journal.listAttempts(['ended', 'young'])).get('ended')).toBeUndefined();
  expect((await journal.readKeyUse('acme')).keys).toBe(0);
  await journal.sweepEvents(new Date(Date.now() + 60_000));
  expect([before > 0, await events()]).toEqual([true, 0]);
});
