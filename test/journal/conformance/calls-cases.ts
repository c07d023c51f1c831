/** Calls that may be begun and finished by several attempts. */
import { expect, test } from '@jest/globals';
import type { CallKey } from '../../../journal/journal.ts';
import type { OpenJournal } from '../../support/journal/journals.ts';
import { reply, turnStarted } from '../samples.ts';

const call: CallKey = { callId: 'c1', seq: 2, turn: 1, kind: 'toolResult' };
const result = (body: string) => ({ ...call, body });

export function callCases(open: OpenJournal): void {
  test('beginCall: first time → new; again → started; after finishCall → finished with the item', async () => {
    const journal = await open();
    expect(await journal.beginCall('t1', call, {})).toEqual({ state: 'new' });
    expect(await journal.beginCall('t1', call, {})).toEqual({ state: 'started' });
    const item = await journal.finishCall('t1', result('"done"'));
    expect(item).toEqual({ ...result('"done"'), createdAt: expect.any(Date) });
    expect(await journal.beginCall('t1', call, {})).toEqual({ state: 'finished', item });
  });

  test('beginCall: twenty at once → exactly one new, the others started', async () => {
    const journal = await open();
    const entry = { events: [turnStarted(1)] };
    const records = await Promise.all(Array.from({ length: 20 }, () => journal.beginCall('t1', call, entry)));
    expect(records.map((record) => record.state).sort()).toEqual(['new', ...Array(19).fill('started')]);
  });

  test('beginCall: its entry → appended whatever the call had become', async () => {
    const journal = await open();
    await journal.beginCall('t1', call, { events: [turnStarted(1)] });
    await journal.finishCall('t1', result('"done"'));
    await journal.beginCall('t1', call, { events: [turnStarted(1)], items: [reply(3)] });
    expect((await journal.readItems('t1', 0, 10)).map((item) => item.seq)).toEqual([1, 2, 3]);
  });

  test('giveSign: of one side → the age of what the other side said last; nothing before it has said anything', async () => {
    const journal = await open();
    expect(await journal.giveSign('t1', 'c1', 'alive')).toBeUndefined();
    expect(await journal.giveSign('t1', 'c1', 'alive')).toBeUndefined();
    const ageMs = await journal.giveSign('t1', 'c1', 'awaited');
    expect(ageMs).toBeGreaterThanOrEqual(0);
    expect(await journal.giveSign('t1', 'c1', 'alive')).toBeGreaterThanOrEqual(0);
    expect(await journal.giveSign('t1', 'c2', 'alive')).toBeUndefined();
  });

  test('beginCall: only started → not in the record', async () => {
    const journal = await open();
    await journal.beginCall('t1', call, { items: [reply(3)] });
    expect((await journal.readItems('t1', 0, 10)).map((item) => item.seq)).toEqual([3]);
    const all = await journal.readItems('t1', 0, 10, 'withBegun');
    expect(all).toMatchObject([{ seq: 2, callId: 'c1', isBegun: true, body: '' }, { seq: 3 }]);
    expect(all[1]).not.toHaveProperty('isBegun');
    expect(await journal.readItem('t1', 2)).toBeUndefined();
  });

  test('beginCall: the same call id in another thread → new', async () => {
    const journal = await open();
    await journal.beginCall('t1', call, {});
    expect(await journal.beginCall('t2', call, {})).toEqual({ state: 'new' });
  });

  test('beginCall: repeated at another seq → the first place counts', async () => {
    const journal = await open();
    await journal.beginCall('t1', call, {});
    expect(await journal.beginCall('t1', { ...call, seq: 9 }, {})).toEqual({ state: 'started' });
    await journal.finishCall('t1', { ...result('"done"'), seq: 9 });
    expect((await journal.readItems('t1', 0, 10)).map((item) => item.seq)).toEqual([2]);
  });

  test('beginCall and finishCall: seq holds another item → rejected, and the item stays', async () => {
    const journal = await open();
    await journal.append('t1', { items: [reply(2, '"mine"')] });
    await expect(journal.beginCall('t1', call, {})).rejects.toThrow('seq 2');
    await expect(journal.finishCall('t1', result('"theirs"'))).rejects.toThrow('seq 2');
    expect((await journal.readItem('t1', 2))?.body).toBe('"mine"');
  });

  test('finishCall: never begun → inserted as finished', async () => {
    const journal = await open();
    await journal.finishCall('t1', result('"done"'));
    expect(await journal.readItem('t1', 2)).toMatchObject(result('"done"'));
  });

  test.each([true, false])(
    'finishCall: twenty at once, begun %s → one wins, and all are told the same',
    async (isBegun) => {
      const journal = await open();
      if (isBegun) await journal.beginCall('t1', call, {});
      const attempts = Array.from({ length: 20 }, (_, attempt) =>
        journal.finishCall('t1', result(`"${attempt}"`)),
      );
      const told = await Promise.all(attempts);
      const stored = await journal.readItem('t1', 2);
      expect(told).toEqual(Array(20).fill(stored));
      expect(await journal.finishCall('t1', result('"late"'))).toEqual(stored);
    },
  );

  test('beginCall and finishCall at once: either order → the result is kept', async () => {
    const journal = await open();
    for (let round = 0; round < 10; round += 1) {
      const key: CallKey = { ...call, callId: `c${round}`, seq: round };
      await Promise.all([
        journal.finishCall('t1', { ...key, body: '"done"' }),
        journal.beginCall('t1', key, {}),
      ]);
      expect(await journal.beginCall('t1', key, {})).toMatchObject({
        state: 'finished',
        item: { body: '"done"' },
      });
    }
  });
}
