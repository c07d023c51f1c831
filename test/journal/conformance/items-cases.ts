/** Appending to the record and reading it. */
import { expect, test } from '@jest/globals';
import type { OpenJournal } from '../../support/journal/journals.ts';
import { AWKWARD_TEXT, reply, turnStarted } from '../samples.ts';

export function itemCases(open: OpenJournal): void {
  test('append: items and events out of order → read in order of seq', async () => {
    const journal = await open();
    await journal.append('t1', { items: [reply(3), reply(1)], events: [turnStarted(2)] });
    const items = await journal.readItems('t1', 0, 10);
    expect(items.map(({ seq, kind }) => [seq, kind])).toEqual([
      [1, 'modelReply'],
      [2, 'event'],
      [3, 'modelReply'],
    ]);
    expect(JSON.parse(items[1]?.body ?? '')).toEqual(turnStarted(2));
    expect(items[0]).toEqual({ ...reply(1), createdAt: expect.any(Date) });
  });

  test('append: empty entry → nothing', async () => {
    const journal = await open();
    await journal.append('t1', {});
    expect(await journal.readItems('t1', 0, 10)).toEqual([]);
  });

  test('append: seq exists → the first body stays; the new rows of the entry are added', async () => {
    const journal = await open();
    await journal.append('t1', { items: [reply(1, '"first"')] });
    await journal.append('t1', { items: [reply(1, '"second"'), reply(2, '"new"')] });
    expect((await journal.readItems('t1', 0, 10)).map((item) => item.body)).toEqual(['"first"', '"new"']);
  });

  test('append: the same entry twenty times at once → each row once', async () => {
    const journal = await open();
    const entry = { items: [reply(2), reply(1), reply(4)], events: [turnStarted(3)] };
    await Promise.all(Array.from({ length: 20 }, () => journal.append('t1', entry)));
    expect((await journal.readItems('t1', 0, 10)).map((item) => item.seq)).toEqual([1, 2, 3, 4]);
  });

  test('append: awkward and large bodies → the same bytes come back', async () => {
    const journal = await open();
    const large = JSON.stringify(AWKWARD_TEXT.repeat(Math.ceil(1_048_576 / AWKWARD_TEXT.length)));
    const spaced = '{ "b":1, "a" : 2,\n "b":1.0 }';
    await journal.append('t1', {
      items: [reply(1, large), reply(2, spaced), reply(3, JSON.stringify(AWKWARD_TEXT))],
    });
    expect((await journal.readItem('t1', 1))?.body === large).toBe(true);
    expect((await journal.readItem('t1', 2))?.body).toBe(spaced);
    expect(JSON.parse((await journal.readItem('t1', 3))?.body ?? '')).toBe(AWKWARD_TEXT);
  });

  test('append: body with raw NUL or lone surrogate → refused, and nothing of the entry is kept', async () => {
    const journal = await open();
    await expect(journal.append('t1', { items: [reply(1), reply(2, '"\0"')] })).rejects.toThrow('NUL');
    await expect(journal.append('t1', { items: [reply(1), reply(2, '"\udc00"')] })).rejects.toThrow(
      'surrogate',
    );
    expect(await journal.readItems('t1', 0, 10)).toEqual([]);
  });

  test('readItems: afterSeq and limit → that part of that thread', async () => {
    const journal = await open();
    await journal.append('t1', { items: [1, 2, 3, 4, 5].map((seq) => reply(seq)) });
    await journal.append('t2', { items: [reply(3)] });
    expect((await journal.readItems('t1', 2, 2)).map((item) => item.seq)).toEqual([3, 4]);
    expect((await journal.readItems('t1', 4, 2)).map((item) => item.seq)).toEqual([5]);
    expect(await journal.readItems('t1', 5, 2)).toEqual([]);
  });

  test('readItem: unknown seq → undefined', async () => {
    expect(await (await open()).readItem('t1', 1)).toBeUndefined();
  });

  test('append with inputs: saved input → a userMessage at its place, and the input knows it', async () => {
    const journal = await open();
    await journal.saveInput({ threadId: 't1', inputId: 'i1', content: AWKWARD_TEXT });
    await journal.append('t1', { events: [turnStarted(1)], inputs: [{ inputId: 'i1', seq: 2, turn: 1 }] });
    const item = await journal.readItem('t1', 2);
    expect(item).toMatchObject({ seq: 2, turn: 1, kind: 'userMessage' });
    expect(JSON.parse(item?.body ?? '')).toEqual({
      content: AWKWARD_TEXT,
      inputId: 'i1',
      delivery: 'queue',
    });
    expect(await journal.readInput('t1', 'i1')).toMatchObject({ content: AWKWARD_TEXT, seq: 2 });
  });

  test('append with inputs: delivered again, also at another place → it stays where it was', async () => {
    const journal = await open();
    await journal.saveInput({ threadId: 't1', inputId: 'i1', content: 'text' });
    const deliverAt = (seq: number) => journal.append('t1', { inputs: [{ inputId: 'i1', seq, turn: 1 }] });
    await Promise.all([deliverAt(2), deliverAt(2), deliverAt(2)]);
    await deliverAt(3);
    expect((await journal.readItems('t1', 0, 10)).map((item) => item.seq)).toEqual([2]);
    expect((await journal.readInput('t1', 'i1'))?.seq).toBe(2);
  });

  test('append with inputs: input that was never saved in this thread → rejected', async () => {
    const journal = await open();
    await journal.saveInput({ threadId: 't2', inputId: 'i1', content: 'text' });
    await expect(journal.append('t1', { inputs: [{ inputId: 'i1', seq: 1, turn: 1 }] })).rejects.toThrow(
      'i1',
    );
    expect((await journal.readInput('t2', 'i1'))?.seq).toBeNull();
  });
}
