import { describe, expect, test } from '@jest/globals';
import { doubtedChecks } from '../../../activities/doubt/doubted-checks.ts';
import type { Item } from '../../../journal/journal.ts';
import type { CheckRun } from '../../../journal/rows/goals/check-run.ts';

const run = (seq: number, purpose: CheckRun['purpose']) => ({ seq, purpose }) as CheckRun;
const INPUT = { threadId: 't', seq: 30 };

/** Bodies by position; only those asked for are given. */
function journalOf(bodies: Readonly<Record<number, unknown>>) {
  return {
    readItemsAt: async (_: string, seqs: readonly number[]) =>
      seqs.map((seq) => ({ seq, kind: 'event', body: JSON.stringify(bodies[seq] ?? {}) }) as Item),
  };
}

const verdictWith = (fields: object) => ({
  type: 'checksRan',
  verdict: { outcomes: [], changedProtectedPaths: [], proven: false, ...fields },
});
const verdict = (standing: string, check = 'tests') =>
  verdictWith({ twins: [{ check, standing, tried: 1, survived: 1 }] });

describe('doubtedChecks', () => {
  test('an earlier claim was refused since a check passed whatever was expected → that check, by name', async () => {
    const journal = journalOf({
      10: verdict('cannotFail'),
      20: verdict('canFail', 'other'),
    });
    expect(await doubtedChecks(journal, INPUT, [run(10, 'audit'), run(20, 'audit')])).toEqual(
      new Set(['tests']),
    );
  });

  test.each([
    ['no audit yet', [run(5, 'baseline')], {}],
    ['audits before twins were tried', [run(10, 'audit')], { 10: verdictWith({}) }],
    ['this audit itself', [run(30, 'audit')], { 30: verdict('cannotFail') }],
    ['other reasons', [run(10, 'audit')], { 10: verdict('notShown') }],
  ])('%s → none', async (_, runs, bodies) => {
    expect(await doubtedChecks(journalOf(bodies), INPUT, runs)).toEqual(new Set());
  });
});
