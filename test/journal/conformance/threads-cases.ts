/** Threads, contracts and seals: what the journal keeps by id. */
import { expect, test } from '@jest/globals';
import type { OpenJournal } from '../../support/journal/journals.ts';
import { AWKWARD_TEXT, contractFor } from '../samples.ts';

export function threadCases(open: OpenJournal): void {
  test('createThread: new request → stored with its settings and a time', async () => {
    const journal = await open();
    const thread = { threadId: 't1', tenantId: 'a', settings: { model: AWKWARD_TEXT } };
    const created = await journal.createThread({ ...thread, requestId: 'r1' });
    expect(created).toEqual({ ...thread, createdAt: expect.any(Date) });
    expect(await journal.readThread('t1')).toEqual(created);
  });

  test('createThread: the same request ten times at once, each with an id of its own → one thread, told to all', async () => {
    const journal = await open();
    const create = (attempt: number) =>
      journal.createThread({ threadId: `t${attempt}`, tenantId: 'a', requestId: 'r1', settings: {} });
    const told = await Promise.all(Array.from({ length: 10 }, (_, attempt) => create(attempt)));
    const listed = await journal.listThreads('a', 20);
    expect(listed).toHaveLength(1);
    expect(told).toEqual(Array(10).fill(listed[0]));
  });

  test('createThread: the same request id of another tenant → a thread of its own', async () => {
    const journal = await open();
    await journal.createThread({ threadId: 't1', tenantId: 'a', requestId: 'r1', settings: {} });
    const other = await journal.createThread({
      threadId: 't2',
      tenantId: 'b',
      requestId: 'r1',
      settings: {},
    });
    expect(other.threadId).toBe('t2');
  });

  test('createThread: id was taken by another request → rejected, and the first one stays', async () => {
    const journal = await open();
    const first = await journal.createThread({
      threadId: 't1',
      tenantId: 'a',
      requestId: 'r1',
      settings: {},
    });
    const second = journal.createThread({ threadId: 't1', tenantId: 'b', requestId: 'r2', settings: {} });
    await expect(second).rejects.toThrow('t1 exists');
    expect(await journal.readThread('t1')).toEqual(first);
  });

  test('readThread: unknown id → undefined', async () => {
    expect(await (await open()).readThread('nothing')).toBeUndefined();
  });

  test('listThreads: pages of one tenant → newest first, each thread once, none of others', async () => {
    const journal = await open();
    // Ids whose order differs between byte order and most languages' order.
    const ids = ['T-1', 'T-2', 'Z-3', 'a-4', 'b-5'];
    for (const threadId of ids)
      await journal.createThread({ threadId, tenantId: 'a', requestId: threadId, settings: {} });
    await journal.createThread({ threadId: 'm', tenantId: 'b', requestId: 'm', settings: {} });

    const pages: string[][] = [];
    for (let cursor: string | undefined; ; ) {
      const page = (await journal.listThreads('a', 2, cursor)).map((thread) => thread.threadId);
      if (page.length === 0) break;
      pages.push(page);
      cursor = page.at(-1);
    }
    expect(pages).toEqual([['b-5', 'a-4'], ['Z-3', 'T-2'], ['T-1']]);
  });

  test('saveContract: another text for a revision → not stored, and said so; the same again → stored', async () => {
    const journal = await open();
    const save = (revision: number, text: string) =>
      journal.saveContract('t1', 'g1', revision, contractFor(text));
    expect(await save(1, AWKWARD_TEXT)).toBe(true);
    expect(await save(1, 'changed')).toBe(false);
    expect(await save(1, AWKWARD_TEXT)).toBe(true);
    expect(await save(2, 'second')).toBe(true);
    expect(await journal.readContract('g1', 1)).toEqual(contractFor(AWKWARD_TEXT));
    expect(await journal.readContract('g1', 2)).toEqual(contractFor('second'));
    expect(await journal.readContract('g1', 3)).toBeUndefined();
  });

  test('saveContract: with an accepted state → read back with it; a revision is one or the other, never both', async () => {
    const journal = await open();
    const contract = contractFor('same');
    const accepted = { stateId: 's1', paths: ['test/**'] };
    expect(await journal.saveContract('t1', 'g1', 1, contract)).toBe(true);
    expect(await journal.saveContract('t1', 'g1', 1, contract, accepted)).toBe(false);
    expect(await journal.saveContract('t1', 'g1', 2, contract, accepted)).toBe(true);
    expect(await journal.saveContract('t1', 'g1', 2, contract, accepted)).toBe(true);
    expect(await journal.saveContract('t1', 'g1', 2, contract)).toBe(false);
    expect(await journal.saveContract('t1', 'g1', 2, contract, { stateId: 's2' })).toBe(false);
    expect(await journal.readAcceptedState('g1', 1)).toBeUndefined();
    expect(await journal.readAcceptedState('g1', 2)).toEqual(accepted);
    expect(await journal.readAcceptedState('g1', 3)).toBeUndefined();
    expect(await journal.readContract('g1', 2)).toEqual(contract);
  });

  test('saveContract: with paths to restore → read back with them; another wish is another revision', async () => {
    const journal = await open();
    const contract = contractFor('same');
    const save = (revision: number, paths?: string[]) =>
      journal.saveContract('t1', 'g1', revision, contract, undefined, paths);
    expect(await save(1)).toBe(true);
    expect(await save(1, ['test/**'])).toBe(false);
    expect(await save(2, ['test/**'])).toBe(true);
    expect(await save(2, ['test/**'])).toBe(true);
    expect(await save(2, ['bench'])).toBe(false);
    expect(await journal.readRestoredPaths('g1', 1)).toBeUndefined();
    expect(await journal.readRestoredPaths('g1', 2)).toEqual(['test/**']);
    expect(await journal.listContracts('g1')).toEqual([
      { revision: 1, contract },
      { revision: 2, contract, restored: ['test/**'] },
    ]);
  });

  test('listAcceptances: of the revisions that one was made from; what another change was faster than does not count', async () => {
    const journal = await open();
    const save = (revision: number, madeFrom: number | undefined, stateId?: string) =>
      journal.saveContract(
        ...(['t1', 'g1', revision, contractFor('same')] as const),
        ...([stateId === undefined ? undefined : { stateId }, undefined, madeFrom] as const),
      );
    await save(1, undefined);
    await save(2, undefined, 'of an older release');
    await save(3, 2, 'lost');
    await save(4, 2, 'won');
    await save(5, 4);
    const statesOf = async (revision: number) =>
      (await journal.listAcceptances('g1', revision)).map(({ stateId }) => stateId);
    expect(await statesOf(5)).toEqual(['of an older release', 'won']);
    expect(await statesOf(3)).toEqual(['of an older release', 'lost']);
    expect(await statesOf(1)).toEqual([]);
    expect(await save(5, 3)).toBe(false);
  });

  test('saveRestoration: the last of a goal → read back', async () => {
    const journal = await open();
    const none = { putBack: [], removed: [], inTheWay: [], below: [], impossible: [], unmatched: [] };
    expect(await journal.readRestoration('g1')).toBeUndefined();
    await journal.saveRestoration('g1', { seq: 3, ...none, putBack: ['a'] });
    await journal.saveRestoration('g1', { seq: 5, ...none, failure: 'no disk' });
    expect(await journal.readRestoration('g1')).toEqual({ seq: 5, ...none, failure: 'no disk' });
  });

  test('saveContract: ten texts for one revision at once → exactly one is stored', async () => {
    const journal = await open();
    const stored = await Promise.all(
      Array.from({ length: 10 }, (_, attempt) =>
        journal.saveContract('t1', 'g1', 2, contractFor(`attempt ${attempt}`)),
      ),
    );
    const winner = stored.indexOf(true);
    expect(stored.filter(Boolean)).toHaveLength(1);
    expect(await journal.readContract('g1', 2)).toEqual(contractFor(`attempt ${winner}`));
  });

  test('any method: id with NUL or a lone surrogate → refused, and the journal goes on working', async () => {
    const journal = await open();
    await expect(journal.readThread('a\0b')).rejects.toThrow('NUL');
    await expect(journal.readThread('a\ud800')).rejects.toThrow('surrogate');
    expect(await journal.readThread('a')).toBeUndefined();
  });
}
