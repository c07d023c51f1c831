/** Which workspaces were made where, and with which directories workers have started. */
import { expect, test } from '@jest/globals';
import type { OpenJournal } from '../../support/journal/journals.ts';

const set = (setId: string) => ({ setId, worker: `of ${setId}`, directory: `/srv/${setId}` });
const made = (workspaceId: string, setId = 's1') => ({ workspaceId, ...set(setId) });

export function workspaceCases(open: OpenJournal): void {
  test('keepWorkspace: the first one of a thread stays, and everybody is told which', async () => {
    const journal = await open();
    expect(await journal.readWorkspace('t1')).toBeUndefined();
    expect(await journal.keepWorkspace('t1', made('a'))).toEqual(made('a'));
    expect(await journal.keepWorkspace('t1', made('b', 's2'))).toEqual(made('a'));
    expect(await journal.readWorkspace('t1')).toEqual(made('a'));
  });

  test('listOtherSets → those of other directories, with the living threads that each holds', async () => {
    const journal = await open();
    for (const setId of ['s1', 's2', 's3']) await journal.startWorkspaceSet(set(setId));
    await journal.startWorkspaceSet({ ...set('s2'), worker: 'moved' });
    const settings = { tenantId: 'default', settings: {} };
    await journal.createThread({ threadId: 't1', requestId: 'r1', ...settings });
    await journal.keepWorkspace('t1', made('a', 's2'));
    const others = (await journal.listOtherSets('s1')).toSorted((a, b) => (a.setId < b.setId ? -1 : 1));
    expect(others).toEqual([
      { ...set('s2'), worker: 'moved', threads: 1 },
      { ...set('s3'), threads: 0 },
    ]);
  });

  test('beginPlacement: a later attempt → the state before the first one stays', async () => {
    const journal = await open();
    await journal.savePlacement('t1', 'r1', { what: 'removal', path: 'a' });
    expect(await journal.beginPlacement('t1', 'r1', 'before')).toBe('before');
    expect(await journal.beginPlacement('t1', 'r1', 'half')).toBe('before');
  });
}
