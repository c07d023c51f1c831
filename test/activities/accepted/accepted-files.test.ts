import { expect, test } from '@jest/globals';
import { acceptedFiles } from '../../../activities/accepted/accepted-files.ts';
import type { StateEntry } from '../../../states/state-entry.ts';

const ENTRY: StateEntry = { kind: 'file', mode: 0o644, sha256: 'aa', sizeBytes: 2, mtime: '1' };
const KEPT = { stateId: 's1', digest: 'd1', manifest: new Map([['data/a.csv', ENTRY]]) };

function filesFrom(startId: string | undefined) {
  const reads: string[] = [];
  const source = {
    journal: {
      readStartState: async () => startId,
      readGivenState: async () => 's1',
      keepStartState: () => Promise.reject(new Error('a start was settled')),
      readSeenState: async () => undefined,
      listGoals: async () => [],
      readPlacedState: async () => undefined,
      listAcceptances: async () => [],
    },
    states: {
      read: async (stateId: string) => {
        reads.push(stateId);
        return KEPT;
      },
      record: async () => KEPT,
      contentOf: async () => Buffer.from('ok'),
    },
  };
  return { reads, files: acceptedFiles(source, 'thr_1', { goalId: 'g1', revision: 1 }) };
}

test('acceptedFiles: a file of the accepted state → its entry; the state is read once, and only when asked for', async () => {
  const { files, reads } = filesFrom('s1');
  expect(reads).toEqual([]);
  expect(await files.entryAt('data/a.csv')).toEqual(ENTRY);
  expect(await files.entryAt('data/none.csv')).toBeUndefined();
  expect(reads).toEqual(['s1']);
});

test('acceptedFiles: no look has settled where the goal starts → nothing is accepted, and nothing gets settled', async () => {
  const { files } = filesFrom(undefined);
  expect(await files.entryAt('data/a.csv')).toBeUndefined();
});
