import { describe, expect, test } from '@jest/globals';
import { createRecall } from '../../../activities/memory/recall.ts';
import type { Item } from '../../../journal/journal.ts';
import { checkRun } from '../../journal/samples.ts';
import { contractWith } from '../../support/contract/sample-contract.ts';
import { iterationRecord } from '../../support/journal/ledger-records.ts';

const CONTRACT = contractWith();
const item = (seq: number): Item => ({
  seq,
  turn: 1,
  kind: 'modelReply',
  createdAt: new Date(),
  body: `{"seq":${seq}}`,
});

/** A journal that counts what it is asked. */
function countingJournal() {
  const asked: string[] = [];
  return {
    asked,
    async readThread(threadId: string) {
      asked.push(threadId);
      const known = { threadId, tenantId: 'default', createdAt: new Date(), settings: { model: 'm' } };
      return threadId === 'thr_1' ? known : undefined;
    },
    async readGivenState(threadId: string) {
      asked.push(`given ${threadId}`);
      return threadId === 'thr_1' ? 'state_1' : undefined;
    },
    async readWorkspace(threadId: string) {
      asked.push(`workspace ${threadId}`);
      return undefined;
    },
    async readContract(goalId: string, revision: number) {
      asked.push(`${goalId}.${revision}`);
      return goalId === 'goal_1' ? CONTRACT : undefined;
    },
    async readItem(threadId: string, seq: number) {
      asked.push(`${threadId}/${seq}`);
      return seq < 1_000 ? item(seq) : undefined;
    },
    async listIterations(goalId: string) {
      asked.push(`${goalId} iterations`);
      return goalId === 'goal_1' ? [iterationRecord()] : [];
    },
    async readLastCheckRuns(goalId: string) {
      asked.push(`${goalId} runs`);
      return goalId === 'goal_1' ? [checkRun({ metric: 135.2 })] : [];
    },
  };
}

describe('createRecall', () => {
  test('settings, contract and item → read once', async () => {
    const journal = countingJournal();
    const recall = createRecall(journal);
    for (let i = 0; i < 3; i++) {
      expect(await recall.settings('thr_1')).toEqual({ model: 'm' });
      expect(await recall.tenantId('thr_1')).toBe('default');
      expect(await recall.contract({ goalId: 'goal_1', revision: 1 })).toBe(CONTRACT);
      expect((await recall.item('thr_1', 7))?.seq).toBe(7);
    }
    expect(journal.asked).toEqual(['thr_1', 'goal_1.1', 'thr_1/7']);
  });

  test('another revision → another contract', async () => {
    const journal = countingJournal();
    const recall = createRecall(journal);
    await recall.contract({ goalId: 'goal_1', revision: 1 });
    await recall.contract({ goalId: 'goal_1', revision: 2 });
    expect(journal.asked).toEqual(['goal_1.1', 'goal_1.2']);
  });

  test('experiment log → read once while nothing is added to it; only the newest is kept', async () => {
    const journal = countingJournal();
    const recall = createRecall(journal);
    for (const ledgerSeq of [4, 4, 9, 9, 4])
      expect(await recall.iterations('goal_1', ledgerSeq)).toEqual([iterationRecord()]);
    expect(await recall.iterations('goal_2', 4)).toEqual([]);
    expect(journal.asked).toEqual([
      ...Array.from({ length: 3 }, () => 'goal_1 iterations'),
      'goal_2 iterations',
    ]);
  });

  test('last runs of the checks → read once for each look at the goal, without their output', async () => {
    const journal = countingJournal();
    const recall = createRecall(journal);
    for (const checksSeq of [4, 4, 9, 4, 9]) {
      const [run] = await recall.measuredRuns('goal_1', checksSeq);
      expect(run).toEqual({ name: 'tests', revision: 1, seq: 1, passed: true, metric: 135.2 });
    }
    expect(await recall.measuredRuns('goal_2', 4)).toEqual([]);
    expect(journal.asked).toEqual(['goal_1 runs', 'goal_1 runs', 'goal_2 runs']);
  });

  test('what is not there yet → asked for again', async () => {
    const journal = countingJournal();
    const recall = createRecall(journal);
    expect(await recall.settings('thr_2')).toEqual({});
    expect(await recall.settings('thr_2')).toEqual({});
    expect(await recall.item('thr_1', 1_000)).toBeUndefined();
    await expect(recall.contract({ goalId: 'goal_9', revision: 1 })).rejects.toThrow('goal_9');
    expect(journal.asked).toEqual(['thr_2', 'thr_2', 'thr_1/1000', 'goal_9.1']);
  });

  test('item noted by its writer → not read; the oldest is forgotten first', async () => {
    const journal = countingJournal();
    const recall = createRecall(journal);
    for (let seq = 1; seq <= 501; seq++) recall.note('thr_1', item(seq));
    await recall.item('thr_1', 501);
    expect(journal.asked).toEqual([]);
    await recall.item('thr_1', 1);
    expect(journal.asked).toEqual(['thr_1/1']);
  });
});
