/** Messages that wait for their delivery; `items-cases.ts` has the delivery itself. */
import { expect, test } from '@jest/globals';
import { migrate } from '../../../journal/migrate.ts';
import { readMigrations } from '../../../journal/migrations.ts';
import { createSqlJournal } from '../../../journal/sql-journal.ts';
import type { OpenClient, OpenJournal } from '../../support/journal/journals.ts';
import { AWKWARD_TEXT } from '../samples.ts';

export function inputCases(open: OpenJournal, openClient: OpenClient): void {
  test('saveInput: saved twice → the first content stays, not yet delivered', async () => {
    const journal = await open();
    const answer = { delivery: 'steer', answers: 'input_3-0' } as const;
    await journal.saveInput({ threadId: 't1', inputId: 'i1', content: AWKWARD_TEXT, ...answer });
    await journal.saveInput({ threadId: 't1', inputId: 'i1', content: 'other' });
    expect(await journal.readInput('t1', 'i1')).toEqual({
      inputId: 'i1',
      content: AWKWARD_TEXT,
      ...answer,
      position: expect.any(Number),
      seq: null,
      isRefused: false,
      isWithdrawn: false,
      createdAt: expect.any(Date),
    });
  });

  test('saveInput: no delivery named → queue, and it answers nothing', async () => {
    const journal = await open();
    await journal.saveInput({ threadId: 't1', inputId: 'i1', content: 'text' });
    const input = await journal.readInput('t1', 'i1');
    expect(input).toMatchObject({ delivery: 'queue' });
    expect(input).not.toHaveProperty('answers');
  });

  test('readInput: the same id in another thread → undefined', async () => {
    const journal = await open();
    await journal.saveInput({ threadId: 't1', inputId: 'i1', content: 'text' });
    expect(await journal.readInput('t2', 'i1')).toBeUndefined();
  });

  test('refuseInput: refused, then saved again → no longer refused; of another thread → untouched', async () => {
    const journal = await open();
    for (const threadId of ['t1', 't2'])
      await journal.saveInput({ threadId, inputId: 'i1', content: 'text' });
    await journal.refuseInput('t1', 'i1');
    expect((await journal.readInput('t1', 'i1'))?.isRefused).toBe(true);
    expect((await journal.readInput('t2', 'i1'))?.isRefused).toBe(false);
    await journal.saveInput({ threadId: 't1', inputId: 'i1', content: 'text' });
    expect((await journal.readInput('t1', 'i1'))?.isRefused).toBe(false);
  });

  test('editInput: queued → the new text is delivered, the rest stays; of another thread → untouched', async () => {
    const journal = await open();
    for (const threadId of ['t1', 't2'])
      await journal.saveInput({ threadId, inputId: 'i1', content: 'text', delivery: 'steer' });
    const edited = await journal.editInput('t1', 'i1', AWKWARD_TEXT);
    expect(edited).toMatchObject({ content: AWKWARD_TEXT, delivery: 'steer', editedAt: expect.any(Date) });
    expect(await journal.readInput('t1', 'i1')).toEqual(edited);
    expect((await journal.readInput('t2', 'i1'))?.content).toBe('text');
    await journal.append('t1', { inputs: [{ inputId: 'i1', seq: 1, turn: 1 }] });
    const [item] = await journal.readItems('t1', 0, 10);
    expect(JSON.parse(item?.body ?? '')).toMatchObject({ content: AWKWARD_TEXT });
  });

  test('editInput: delivered, refused, taken back or unknown → undefined, and nothing changes', async () => {
    const journal = await open();
    for (const inputId of ['delivered', 'refused', 'withdrawn'])
      await journal.saveInput({ threadId: 't1', inputId, content: 'text' });
    await journal.append('t1', { inputs: [{ inputId: 'delivered', seq: 1, turn: 1 }] });
    await journal.refuseInput('t1', 'refused');
    await journal.withdrawInput('t1', 'withdrawn');
    for (const inputId of ['delivered', 'refused', 'withdrawn', 'unknown']) {
      expect(await journal.editInput('t1', inputId, 'other')).toBeUndefined();
      expect((await journal.readInput('t1', inputId))?.content ?? 'text').toBe('text');
    }
  });

  test('withdrawInput, or an event that says so → taken back; what is delivered stays delivered', async () => {
    const journal = await open();
    for (const inputId of ['i1', 'i2', 'i3'])
      await journal.saveInput({ threadId: 't1', inputId, content: 'text' });
    await journal.append('t1', { inputs: [{ inputId: 'i3', seq: 1, turn: 1 }] });
    await journal.withdrawInput('t1', 'i1');
    const withdrawn = (inputId: string, seq: number) =>
      ({ type: 'messageWithdrawn', inputId, seq, atMs: 0, turn: 1 }) as const;
    await journal.append('t1', { events: [withdrawn('i2', 2), withdrawn('i3', 3)] });
    const states = (await journal.listInputs('t1', 0, 10)).map(({ isWithdrawn, seq }) => [isWithdrawn, seq]);
    expect(states).toEqual([
      [true, null],
      [true, null],
      [false, 1],
    ]);
  });

  test('listInputs: page by page → in the order of arrival, delivered or not, none of another thread', async () => {
    const journal = await open();
    // Ids that sort the other way round.
    for (const inputId of ['i5', 'i4', 'i3', 'i2', 'i1']) {
      await journal.saveInput({ threadId: 't1', inputId, content: inputId });
      await journal.saveInput({ threadId: 't2', inputId, content: inputId });
    }
    await journal.append('t1', { inputs: [{ inputId: 'i4', seq: 1, turn: 1 }] });
    const pages: (readonly [string, number | null])[][] = [];
    for (let after = 0; ; ) {
      const page = await journal.listInputs('t1', after, 2);
      if (page.length === 0) break;
      pages.push(page.map(({ inputId, seq }) => [inputId, seq]));
      after = page.at(-1)?.position ?? 0;
    }
    expect(pages).toEqual([
      [
        ['i5', null],
        ['i4', 1],
      ],
      [
        ['i3', null],
        ['i2', null],
      ],
      [['i1', null]],
    ]);
  });

  test('a journal of before: its messages → in order of their time, readable and deliverable, new ones after them', async () => {
    const client = await openClient();
    const migrations = await readMigrations();
    await migrate(client, migrations.slice(0, 1));
    for (const [inputId, at] of [
      ['b', '2026-01-01T00:00:02Z'],
      ['c', '2026-01-01T00:00:01Z'],
      ['a', '2026-01-01T00:00:03Z'],
    ] as const)
      await client.query(
        'insert into inputs (thread_id, input_id, body, created_at) values ($1, $2, $3, $4)',
        ['t1', inputId, JSON.stringify({ content: `old ${inputId}`, inputId }), at],
      );
    await migrate(client, migrations);
    const journal = createSqlJournal(client);
    await journal.saveInput({ threadId: 't1', inputId: 'd', content: 'new' });
    const inputs = await journal.listInputs('t1', 0, 10);
    expect(inputs.map(({ inputId, position }) => [inputId, position])).toEqual([
      ['c', 1],
      ['b', 2],
      ['a', 3],
      ['d', 4],
    ]);
    expect(inputs[0]).toMatchObject({ content: 'old c', delivery: 'queue', seq: null, isRefused: false });
    await journal.append('t1', { inputs: [{ inputId: 'c', seq: 1, turn: 1 }] });
    expect(JSON.parse((await journal.readItem('t1', 1))?.body ?? '')).toEqual({
      content: 'old c',
      inputId: 'c',
    });
  });
}
