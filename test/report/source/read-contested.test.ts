import { expect, test } from '@jest/globals';
import type { Item } from '../../../journal/journal.ts';
import type { Input } from '../../../journal/rows/input.ts';
import { readContested } from '../../../report/source/read-contested.ts';
import type { Contest } from '../../../workflows/goal/goal.ts';
import { NOW_MS } from '../../support/workflow/thread-states.ts';

const contest: Contest = {
  ...{ check: 'p95', revision: 1, turn: 3, callSeq: 17, ruling: 'stands', atMs: NOW_MS, messageId: 'msg_1' },
};
const account = { check: 'p95', contradiction: 'it measures the network', evidence: [] };
const body = JSON.stringify({ name: 'update_goal', ok: true, output: '', contest: account });
const journal = (item?: Pick<Item, 'kind' | 'body'>, said?: Pick<Input, 'content'>) => ({
  readItem: async () => item as Item | undefined,
  readInput: async () => said as Input | undefined,
});

test('readContested: what the model said and what the person answered → both stand with the ruling', async () => {
  const records = journal({ kind: 'toolResult', body }, { content: 'Measure it at the socket.' });
  expect(await readContested(records, 'thr_1', [contest])).toEqual([
    {
      ...{ check: 'p95', turn: 3, ruling: 'stands' },
      ...{ contradiction: 'it measures the network', reason: 'Measure it at the socket.' },
    },
  ]);
});

test('readContested: the record holds neither → the ruling alone', async () => {
  expect(await readContested(journal(), 'thr_1', [contest])).toEqual([
    { check: 'p95', turn: 3, ruling: 'stands' },
  ]);
});
