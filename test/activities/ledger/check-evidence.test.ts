import { describe, expect, test } from '@jest/globals';
import { checkEvidence } from '../../../activities/ledger/check-evidence.ts';
import { createRecall } from '../../../activities/memory/recall.ts';
import type { Item } from '../../../journal/journal.ts';
import type { CheckRun } from '../../../journal/rows/goals/check-run.ts';
import { type Contract, checksOf } from '../../../workflows/contract/contract.ts';
import type { CheckResult } from '../../../workflows/evidence/check-result.ts';
import { checkRun } from '../../journal/samples.ts';
import { checkWith, contractWith, outcomeWith } from '../../support/contract/sample-contract.ts';
import { itemOf } from './record-items.ts';

const CONTRACT = contractWith({
  verification: { checks: [checkWith({ name: 'price' })], protectedPaths: ['test'] },
});

interface Verdict {
  readonly outcomes: readonly CheckResult[];
  readonly changedProtectedPaths?: readonly string[];
}

/** A record whose verdicts stand at these places; `edited`: contracts of the later revisions. */
function recordOf(verdicts: Record<number, Verdict>, edited: readonly Contract[] = []) {
  const contracts = [CONTRACT, ...edited];
  const runs: CheckRun[] = Object.keys(verdicts).map((seq) => runAt(Number(seq)));
  const recall = createRecall({
    readThread: async () => undefined,
    readGivenState: async () => undefined,
    readWorkspace: async () => undefined,
    readContract: async (_, revision) => contracts[revision - 1],
    listIterations: async () => [],
    readLastCheckRuns: async () => [],
    async readItem(_, seq): Promise<Item | undefined> {
      const found = verdicts[seq];
      if (found === undefined) return undefined;
      const verdict = { changedProtectedPaths: [], proven: false, ...found };
      return itemOf('event', { type: 'checksRan', verdict }, seq);
    },
  });
  const scope = { threadId: 't1', goalId: 'g1', contract: contracts.at(-1) ?? CONTRACT };
  return {
    resolve: (name: string, more: readonly CheckRun[] = []) =>
      checkEvidence(recall, { ...scope, runs: [...runs, ...more] }, name),
  };
}

const runAt = (seq: number, fields: Partial<CheckRun> = {}): CheckRun =>
  checkRun({ runId: `r${seq}`, seq, name: 'price', ...fields });
const passing: Verdict = { outcomes: [outcomeWith({ name: 'price' })] };
const failing: Verdict = { outcomes: [outcomeWith({ name: 'price', passed: false })] };

describe('checkEvidence', () => {
  test('several runs → the latest one, whatever came before', async () => {
    expect(await recordOf({ 3: failing, 12: passing }).resolve('price')).toMatchObject({
      evidence: { seq: 12, passed: true, source: 'service' },
    });
    expect(await recordOf({ 3: passing, 12: failing }).resolve('price')).toMatchObject({
      evidence: { seq: 12, passed: false },
    });
  });

  test('runs of a lost attempt without a verdict → the verdict before them', async () => {
    expect(await recordOf({ 3: passing }).resolve('price', [runAt(9, { passed: false })])).toMatchObject({
      evidence: { seq: 3, passed: true },
    });
  });

  test('protected paths were changed → the run carries nothing, and says so', async () => {
    const tampered = { ...passing, changedProtectedPaths: ['test/price.test.js'] };
    expect(await recordOf({ 3: tampered }).resolve('price')).toMatchObject({
      ok: true,
      evidence: {
        passed: false,
        summary: expect.stringMatching(/passed: .*; protected paths were changed$/),
      },
    });
  });

  test('an edit of something else → the run counts; of the check itself → it does not', async () => {
    const elsewhere = contractWith({ ...CONTRACT, objective: 'Something else' });
    expect(await recordOf({ 3: passing }, [elsewhere]).resolve('price')).toMatchObject({ ok: true });
    const easier = checksOf(CONTRACT).map(({ check }) => ({ ...check, command: 'true' }));
    const edited = contractWith({ verification: { checks: easier, protectedPaths: [] } });
    expect(await recordOf({ 3: passing }, [edited]).resolve('price')).toMatchObject({
      ok: false,
      problem: 'the service has not run this check yet',
    });
  });

  test('a run of another thread, or of another check → not found', async () => {
    const others = [runAt(9, { threadId: 't2' }), runAt(10, { name: 'speed' })];
    expect(await recordOf({}).resolve('price', others)).toMatchObject({ ok: false });
  });

  test('a check that is not in the contract → refused, with those that are', async () => {
    expect(await recordOf({ 3: passing }).resolve('speed')).toEqual({
      ok: false,
      problem: 'the contract has no such check; it has: price',
    });
  });
});
