import { expect, test } from '@jest/globals';
import { processStatus } from '../../../../activities/sandbox/process/memory-watch.ts';

test('processStatus: what a process holds by itself, swapped out or not; one that has ended → nothing', () => {
  const status =
    'Name:\tpython3\nVmRSS:\t  9000 kB\nRssAnon:\t    2048 kB\nRssFile:\t 100 kB\nVmSwap:\t     1024 kB\n';
  expect(processStatus(status)).toEqual({ name: 'python3', heldBytes: 3 * 1024 * 1024 });
  expect(processStatus('Name:\tsh\nState:\tZ (zombie)\n')).toEqual({ name: 'sh', heldBytes: 0 });
  expect(processStatus('')).toEqual({ name: '', heldBytes: 0 });
});
