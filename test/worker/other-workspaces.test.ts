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
