/** Records that lack what was written before, or hold what was not expected. */
import { expect, test } from '@jest/globals';
import type { OpenJournal } from '../../support/journal/journals.ts';
import { reply, turnStarted } from '../samples.ts';

const call = { callId: 'c1', seq: 5, turn: 1, kind: 'toolResult' as const };
const behind = (firstSeq: number, lastSeq: number) => ({
  gap: { side: 'journalBehind', places: { firstSeq, lastSeq } },
});

export function gapCases(open: OpenJournal): void {
  test('append, beginCall, readPlace: `after` is there → as ever; missing → thrown with the places, and all is written', async () => {
    const journal = await open();
    await journal.append('t1', { items: [reply(2)] });
    await journal.append('t1', { events: [turnStarted(3)], after: 2 });
    expect(await journal.readPlace('t1', { seq: 4, kinds: ['modelReply'], after: 3 })).toBeUndefined();
    await expect(journal.append('t1', { events: [turnStarted(9)], after: 8 })).rejects.toMatchObject(
      behind(4, 8),
    );
    await expect(journal.beginCall('t1', call, { after: 4 })).rejects.toMatchObject(behind(4, 4));
    const place = { seq: 20, kinds: ['modelReply'], after: 12 } as const;
    await expect(journal.readPlace('t1', place)).rejects.toMatchObject(behind(10, 12));
    expect((await journal.readItems('t1', 0, 10, 'withBegun')).map(({ seq }) => seq)).toEqual([2, 3, 5, 9]);
  });

  test('`after` holds a call that only began → it is missing', async () => {
    const journal = await open();
    await journal.append('t1', { items: [reply(2)] });
    await journal.beginCall('t1', call, { after: 2 });
    await expect(journal.append('t1', { events: [turnStarted(6)], after: 5 })).rejects.toMatchObject(
      behind(3, 5),
    );
  });

  test('finishCall: its beginning is lost, and what was before it → the result is written, and thrown; only the beginning → written', async () => {
    const journal = await open();
    await expect(journal.finishCall('t1', { ...call, body: '"late"' }, 4)).rejects.toMatchObject(
      behind(1, 4),
    );
    expect(await journal.readItem('t1', 5)).toMatchObject({ body: '"late"' });
    await journal.append('t1', { items: [reply(6)] });
    const next = { ...call, callId: 'c2', seq: 7, body: '"done"' };
    expect(await journal.finishCall('t1', next, 6)).toMatchObject({ seq: 7 });
  });

  test('a place that holds another item → thrown with the last place of the record', async () => {
    const journal = await open();
    const ahead = { gap: { side: 'journalAhead', lastSeq: 7 } };
    await journal.append('t1', { items: [reply(2), reply(7)], events: [turnStarted(5)] });
    await expect(journal.beginCall('t1', call, {})).rejects.toMatchObject(ahead);
    await expect(journal.finishCall('t1', { ...call, body: '""' })).rejects.toMatchObject(ahead);
    await expect(journal.readPlace('t1', { seq: 5, kinds: ['modelReply'] })).rejects.toMatchObject(ahead);
    expect(await journal.readPlace('t1', { seq: 2, kinds: ['modelReply'] })).toMatchObject({ seq: 2 });
  });

  test('delivered messages that were never saved → thrown with their ids; the others are delivered', async () => {
    const journal = await open();
    await journal.saveInput({ inputId: 'known', threadId: 't1', content: 'Hi' });
    const inputs = ['known', 'lost'].map((inputId, index) => ({ inputId, seq: index + 2, turn: 1 }));
    await expect(journal.append('t1', { inputs })).rejects.toMatchObject({
      gap: { side: 'journalBehind', inputs: ['lost'] },
    });
    expect(await journal.readItem('t1', 2)).toMatchObject({ kind: 'userMessage' });
  });

  test('readEndOfRecord → last place and turn, also of a call that only began; nothing of an empty record', async () => {
    const journal = await open();
    expect(await journal.readEndOfRecord('t1')).toBeUndefined();
    await journal.append('t1', { items: [reply(2)] });
    await journal.beginCall('t1', { ...call, turn: 3 }, {});
    expect(await journal.readEndOfRecord('t1')).toEqual({ seq: 5, turn: 3 });
  });
}
