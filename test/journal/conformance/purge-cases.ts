/** What purging leaves of a thread, and which states are needed. */
import { expect, test } from '@jest/globals';
import { openJournalOn } from '../../../journal/open-journal.ts';
import type { OpenClient } from '../../support/journal/journals.ts';
import { contractFor, goalChanged, reply, turnStarted } from '../samples.ts';

const id = (digit: string): string => digit.repeat(64);

export function purgeCases(openClient: OpenClient): void {
  const opened = async () => {
    const client = await openClient();
    return { client, journal: await openJournalOn(client) };
  };
  type Opened = Awaited<ReturnType<typeof opened>>;

  async function fill({ journal }: Opened, threadId: string, digit: string): Promise<void> {
    const goalId = `goal-${threadId}`;
    await journal.createThread({
      ...{ threadId, tenantId: 'a', requestId: threadId, labels: { title: 'x', metadata: { k: 'v' } } },
      settings: { workspaceOrigin: { kind: 'fork', threadId: 'other', stateId: id(digit) } },
    });
    await journal.saveContract(threadId, goalId, 1, contractFor('x'), { stateId: id('a') });
    await journal.labelGoal(threadId, goalId, { title: 'x' });
    await journal.append(threadId, { items: [reply(2)], events: [goalChanged(1, { goalId })] });
    await journal.saveRestoration(goalId, { seq: 1 } as never);
    await journal.saveInput({ threadId, inputId: `msg-${threadId}`, content: 'x' });
    await journal.saveContent(threadId, Buffer.from('hidden'));
    await journal.keepGivenState(threadId, id('b'));
    await journal.saveSeenState({
      ...{ threadId, seq: 3, purpose: 'baseline', goalId, revision: 1, stateId: id('c') },
    } as never);
  }

  const tablesOf = async ({ client }: Opened) =>
    (
      await client.query<{ table_name: string }>(
        `select table_name from information_schema.tables
         where table_schema = current_schema() and table_type = 'BASE TABLE' order by table_name`,
      )
    ).map((row) => row.table_name);

  /** Wherever in the database a text stands, in whatever column. */
  async function placesOf(each: Opened, text: string): Promise<string[]> {
    const found: string[] = [];
    for (const table of await tablesOf(each)) {
      const rows = await each.client.query(
        `select 1 from "${table}" as t where t::text like '%' || $1 || '%'`,
        [text],
      );
      if (rows.length > 0) found.push(table);
    }
    return found;
  }

  test('purge: every table → no row that names the thread, and another thread has all of its own', async () => {
    const each = await opened();
    await fill(each, 'gone', '1');
    await fill(each, 'stays', '2');
    const before = await placesOf(each, 'stays');
    expect(await placesOf(each, 'gone')).toEqual(before);
    expect(await each.journal.beginPurge('gone')).toBe(true);
    expect(await each.journal.readThread('gone')).toBeUndefined();
    expect(await each.journal.beginPurge('gone')).toBe(false);
    await each.journal.removeRows('gone');
    expect(await placesOf(each, 'gone')).toEqual(['purges']);
    expect(await placesOf(each, 'stays')).toEqual(before);
    await each.journal.finishRemoval('gone');
    const settled = await each.journal.settlePurges(new Date(Date.now() + 60_000));
    expect([settled, await placesOf(each, 'gone')]).toEqual([{ isAnyLeft: false }, []]);
  });

  test('settlePurges: one that was removed later, or is not removed yet → left', async () => {
    const each = await opened();
    for (const threadId of ['t1', 't2']) {
      await fill(each, threadId, '1');
      await each.journal.beginPurge(threadId);
    }
    await each.journal.finishRemoval('t1');
    expect(await each.journal.settlePurges(new Date(0))).toEqual({ isAnyLeft: true });
    expect(await each.journal.settlePurges(new Date(Date.now() + 60_000))).toEqual({ isAnyLeft: true });
    expect((await each.journal.listPurges(9)).map(({ threadId }) => threadId)).toEqual(['t2']);
  });

  test('listNeededStates → states of rows, of acceptances, of forks and uploads, each once', async () => {
    const each = await opened();
    await fill(each, 't1', '1');
    const { stateIds, contents } = await each.journal.listNeededStates();
    expect(stateIds.toSorted()).toEqual([id('1'), id('a'), id('b'), id('c')]);
    expect(contents).toEqual([]);
  });

  test('listResting, listExpired: by tenant, status and time → only those that nothing is due of', async () => {
    const each = await opened();
    const { journal } = each;
    for (const threadId of ['none', 'paused', 'active', 'complete', 'turning', 'archived'])
      await journal.createThread({ threadId, tenantId: 'a', requestId: threadId, settings: {} });
    await journal.createThread({ threadId: 'foreign', tenantId: 'b', requestId: 'x', settings: {} });
    for (const status of ['paused', 'active', 'complete'] as const)
      await journal.append(status, { events: [goalChanged(1, { status, goalId: status })] });
    await journal.append('turning', { events: [turnStarted(1)] });
    await journal.archiveThread('archived', {} as never);
    const later = new Date(Date.now() + 60_000);
    const sorted = async (found: Promise<string[]>) => (await found).toSorted();
    expect(await sorted(journal.listResting('a', later, 9))).toEqual(['complete', 'none', 'paused']);
    expect(await sorted(journal.listExpired('a', later, 9))).toEqual(['archived', 'complete']);
    expect(await journal.listResting('a', new Date(0), 9)).toEqual([]);
    expect(await journal.listTenants()).toEqual(['a', 'b']);
    await journal.markResting('archived', true);
    expect((await journal.readThread('archived'))?.isResting).toBe(true);
    await journal.unarchiveThread('archived', {} as never);
    expect((await journal.readThread('archived'))?.isResting).toBeUndefined();
  });
}
