/** The state of archived threads. */
import { expect, test } from '@jest/globals';
import type { Journal } from '../../../journal/journal.ts';
import { initialThreadState, type ThreadState } from '../../../workflows/thread/state/thread-state.ts';
import type { OpenJournal } from '../../support/journal/journals.ts';
import { AWKWARD_TEXT } from '../samples.ts';

const stateAt = (seq: number): ThreadState => ({
  ...initialThreadState('t1', 'a'),
  seq,
  wokenBy: AWKWARD_TEXT,
});

async function openWithThread(open: OpenJournal): Promise<Journal> {
  const journal = await open();
  await journal.createThread({ threadId: 't1', tenantId: 'a', requestId: 'r1', settings: {} });
  return journal;
}

export function archiveCases(open: OpenJournal): void {
  test('archiveThread: put away → the same state comes back, and the thread says since when, also in the list', async () => {
    const journal = await openWithThread(open);
    expect(await journal.readArchived('t1')).toBeUndefined();
    expect(await journal.readThread('t1')).not.toHaveProperty('archivedAt');
    await journal.archiveThread('t1', stateAt(7));
    expect(await journal.readArchived('t1')).toEqual(stateAt(7));
    expect(await journal.readThread('t1')).toMatchObject({ archivedAt: expect.any(Date) });
    expect(await journal.listThreads('a', 10)).toMatchObject([{ archivedAt: expect.any(Date) }]);
  });

  test('archiveThread: again with the same state → the first time stays; with another one → that one', async () => {
    const journal = await openWithThread(open);
    await journal.archiveThread('t1', stateAt(7));
    const first = await journal.readThread('t1');
    await journal.archiveThread('t1', stateAt(7));
    expect(await journal.readThread('t1')).toEqual(first);
    await journal.archiveThread('t1', stateAt(9));
    expect((await journal.readArchived('t1'))?.seq).toBe(9);
  });

  test('unarchiveThread: the state that is put away → it lives; a former one → nothing changes', async () => {
    const journal = await openWithThread(open);
    await journal.archiveThread('t1', stateAt(7));
    await journal.archiveThread('t1', stateAt(9));
    await journal.unarchiveThread('t1', stateAt(7));
    expect((await journal.readArchived('t1'))?.seq).toBe(9);
    const kept = await journal.readArchived('t1');
    if (kept === undefined) throw new Error('not archived');
    await journal.unarchiveThread('t1', kept);
    expect(await journal.readArchived('t1')).toBeUndefined();
    expect(await journal.readThread('t1')).not.toHaveProperty('archivedAt');
  });

  test('readArchived: unknown thread → undefined', async () => {
    expect(await (await open()).readArchived('nothing')).toBeUndefined();
  });
}
