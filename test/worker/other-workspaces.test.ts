import { expect, test } from '@jest/globals';
import { compareWorkspaces } from '../../worker/other-workspaces.ts';
import { openTestJournal } from '../support/journal/test-journal.ts';

const own = { setId: 's1', worker: 'w1', directory: '/a' };
const other = { setId: 's2', worker: 'w2', directory: '/b' };

test('workers: the same directory under another name → nothing is said; another one → each start says so, with whose and where', async () => {
  const journal = await openTestJournal();
  const said: string[] = [];
  const start = (set: typeof own) => compareWorkspaces(journal, set, (message) => said.push(message));
  await start(own);
  await start({ ...own, worker: 'w3', directory: '/mounted/a' });
  expect(said).toEqual([]);
  await start(other);
  await start(own);
  expect(said).toEqual([
    expect.stringMatching(/\/b on w2\) is not the one that worker w3 has started with \(\/mounted\/a\)/),
    expect.stringMatching(/\/a on w1\) is not .* worker w2 .*\(\/b\)/),
  ]);
  expect(said[0]).toContain('GOALKEEPER_WORKSPACES_DIR');
  await journal.close();
});

test('the database goes away between its opening and this → the start waits for it and says so once, and then compares', async () => {
  const journal = await openTestJournal();
  await compareWorkspaces(journal, other, () => undefined);
  let failures = 2;
  const flaky = {
    startWorkspaceSet: journal.startWorkspaceSet,
    async listOtherSets(setId: string) {
      failures -= 1;
      if (failures >= 0) throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
      return journal.listOtherSets(setId);
    },
  };
  const said: string[] = [];
  await compareWorkspaces(flaky, own, (message) => said.push(message), 'postgres://db.example/goals');
  expect(said).toEqual([
    expect.stringMatching(/^Waiting for Postgres at db\.example: /),
    expect.stringContaining('worker w2 has started with (/b)'),
  ]);
  await journal.close();
});
