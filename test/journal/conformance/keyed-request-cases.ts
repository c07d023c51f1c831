/** Requests by their keys: one claim, the first answer, and when both are forgotten. */
import { expect, test } from '@jest/globals';
import type { OpenJournal } from '../../support/journal/journals.ts';
import { AWKWARD_TEXT } from '../samples.ts';

const KEY = { tenantId: 'a', key: 'order 17, "ü"' };
const REPLY = { status: 201, headers: { etag: '"g.1"' }, body: JSON.stringify({ text: AWKWARD_TEXT }) };
const at = (second: number): Date => new Date(Date.UTC(2026, 0, 2, 0, 0, second));

export function keyedRequestCases(open: OpenJournal): void {
  const bench = async () => {
    const journal = await open();
    const claim = (second: number, fingerprint = 'f', key = KEY, expiredBefore = at(-1000)) =>
      journal.claimKey({
        ...key,
        fingerprint,
        now: at(second),
        claimedUntil: at(second + 30),
        expiredBefore,
      });
    return { journal, claim };
  };

  test('claimKey: ten at once → one gets it', async () => {
    const { claim } = await bench();
    const states = await Promise.all(Array.from({ length: 10 }, () => claim(0)));
    expect(states.filter(({ state }) => state === 'claimed')).toEqual([{ state: 'claimed', isNew: true }]);
    expect(states.filter(({ state }) => state === 'inFlight')).toHaveLength(9);
  });

  test('claimKey: another request → reused, whatever became of the first; another tenant → its own', async () => {
    const { journal, claim } = await bench();
    await claim(0);
    expect(await claim(1, 'other')).toEqual({ state: 'reused' });
    await journal.releaseKey(KEY, 'f');
    expect(await claim(2, 'other')).toEqual({ state: 'reused' });
    expect(await claim(3, 'other', { ...KEY, tenantId: 'b' })).toMatchObject({ state: 'claimed' });
  });

  test('keepReply → told to every later one; a second reply does not take its place', async () => {
    const { journal, claim } = await bench();
    await claim(0);
    await journal.keepReply(KEY, 'f', REPLY);
    await journal.keepReply(KEY, 'f', { ...REPLY, body: 'late' });
    await journal.releaseKey(KEY, 'f');
    await journal.forgetKey(KEY, 'f');
    expect(await claim(60)).toEqual({ state: 'answered', reply: REPLY });
  });

  test('releaseKey, or an attempt that took too long → claimed once more, and no longer new', async () => {
    const { journal, claim } = await bench();
    await claim(0);
    expect(await claim(29)).toEqual({ state: 'inFlight' });
    expect(await claim(30)).toEqual({ state: 'claimed', isNew: false });
    await journal.releaseKey(KEY, 'f');
    expect(await claim(31)).toEqual({ state: 'claimed', isNew: false });
  });

  test('renewKey: a request that takes long → in flight for longer; one that was released → free', async () => {
    const { journal, claim } = await bench();
    await claim(0);
    await journal.renewKey(KEY, 'other', at(90));
    await journal.renewKey(KEY, 'f', at(60));
    expect(await claim(59)).toEqual({ state: 'inFlight' });
    await journal.releaseKey(KEY, 'f');
    await journal.renewKey(KEY, 'f', at(120));
    expect(await claim(61)).toMatchObject({ state: 'claimed' });
  });

  test('forgetKey → free for another request', async () => {
    const { journal, claim } = await bench();
    await claim(0);
    await journal.forgetKey(KEY, 'f');
    expect(await claim(1, 'other')).toEqual({ state: 'claimed', isNew: true });
  });

  test('a key of long ago → free, swept or not; what came after stays', async () => {
    const { journal, claim } = await bench();
    const young = { ...KEY, key: 'young' };
    await claim(0);
    await claim(10, 'f', young);
    await journal.keepReply(KEY, 'f', REPLY);
    expect(await claim(20, 'other', KEY, at(5))).toEqual({ state: 'claimed', isNew: true });
    await journal.sweepKeys(at(15));
    expect(await claim(21, 'other', KEY)).toEqual({ state: 'inFlight' });
    expect(await claim(22, 'other', young)).toEqual({ state: 'claimed', isNew: true });
  });

  test('readKeyUse → keys and bytes of that tenant, answered or not', async () => {
    const { journal, claim } = await bench();
    await claim(0);
    await claim(0, 'f', { ...KEY, key: 'unanswered' });
    await claim(0, 'f', { ...KEY, tenantId: 'b' });
    await journal.keepReply(KEY, 'f', { ...REPLY, body: 'üü' });
    expect(await journal.readKeyUse('a')).toEqual({ keys: 2, bytes: 4 });
    expect(await journal.readKeyUse('c')).toEqual({ keys: 0, bytes: 0 });
  });
}
