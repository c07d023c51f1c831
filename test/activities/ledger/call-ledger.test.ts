import { describe, expect, test } from '@jest/globals';
import { createCallLedger, MAX_CLAIMS, MAX_ITERATIONS } from '../../../activities/ledger/call-ledger.ts';
import { createRecall } from '../../../activities/memory/recall.ts';
import type { ClaimRecord, IterationRecord } from '../../../workflows/evidence/ledger.ts';
import { contractWith } from '../../support/contract/sample-contract.ts';
import { claimRecord, iterationRecord } from '../../support/journal/ledger-records.ts';

const PLACE = { threadId: 'thr_1', turn: 9, seq: 100, callId: '99-0' };
const OPEN = {
  claim: 'Open',
  route: 'none yet',
  evidence: [],
  status: 'uncertain',
  uncertainty: 'all',
} as const;
const STEP = { changed: 'a', observed: 'b', next: 'c' };

/** A ledger that holds these lines already. */
function ledgerWith(claims: readonly ClaimRecord[], iterations: readonly IterationRecord[] = []) {
  const saved: unknown[] = [];
  const journal = {
    listClaims: async () => [...claims],
    listIterations: async () => [...iterations],
    saveClaim: async (claim: ClaimRecord) => void saved.push(claim),
    saveIteration: async (iteration: IterationRecord) => void saved.push(iteration),
    listCheckRuns: async () => [],
    readLastCheckRuns: async () => [],
    listTurnEvents: async () => [],
    readThread: async () => undefined,
    readGivenState: async () => undefined,
    readWorkspace: async () => undefined,
    readContract: async () => undefined,
    readItem: async () => undefined,
  };
  const goal = { goalId: 'goal_1', revision: 3 };
  const call = { ...PLACE, goal, contract: contractWith(), workspace: '/nowhere' };
  return { saved, ledger: createCallLedger({ journal, recall: createRecall(journal) }, call) };
}

const claimsBefore = (count: number): ClaimRecord[] =>
  Array.from({ length: count }, (_, index) => claimRecord({ claimId: `c${index}`, seq: 1 }));

const iterationsBefore = (count: number): IterationRecord[] =>
  Array.from({ length: count }, (_, index) => iterationRecord({ iterationId: `i${index}`, seq: 1 }));

describe('createCallLedger', () => {
  test('a claim → recorded for the goal and its revision, at the place of the call', async () => {
    const { ledger, saved } = ledgerWith([]);
    await ledger.recordClaim(OPEN);
    expect(saved).toMatchObject([
      { ...OPEN, goalId: 'goal_1', revision: 3, turn: 9, seq: 100, claimId: '99-0', stale: [] },
    ]);
  });

  test('full → one claim more is refused, and says so; one less is not', async () => {
    const full = ledgerWith(claimsBefore(MAX_CLAIMS));
    expect(await full.ledger.recordClaim(OPEN)).toEqual({
      ok: false,
      problems: [`the ledger of this goal is full (${MAX_CLAIMS} claims)`],
    });
    expect(full.saved).toEqual([]);
    expect(await ledgerWith(claimsBefore(MAX_CLAIMS - 1)).ledger.recordClaim(OPEN)).toMatchObject({
      ok: true,
    });
  });

  test('full with this very claim, repeated → answered as the first time', async () => {
    const own = claimRecord({ claimId: '99-0', seq: 100 });
    const { ledger } = ledgerWith([...claimsBefore(MAX_CLAIMS - 1), own]);
    expect(await ledger.recordClaim(OPEN)).toEqual({ ok: true, claim: own, isNearer: false });
  });

  test('experiment log that is full → refused', async () => {
    expect(await ledgerWith([], iterationsBefore(MAX_ITERATIONS)).ledger.recordIteration(STEP)).toBe(false);
    const { ledger, saved } = ledgerWith([], iterationsBefore(MAX_ITERATIONS - 1));
    expect(await ledger.recordIteration(STEP)).toBe(true);
    expect(saved).toMatchObject([{ ...STEP, iterationId: '99-0', turn: 9, seq: 100 }]);
  });

  test('counts → claims that stand, by what they are worth now', async () => {
    const claims = [
      claimRecord({ claimId: 'a', claim: 'A', status: 'confirmed' }),
      claimRecord({ claimId: 'b', claim: 'B', status: 'confirmed', stale: ['file x is gone'] }),
      claimRecord({ claimId: 'c', claim: 'C', status: 'blocked' }),
      claimRecord({ claimId: 'd', claim: 'c', status: 'approximate' }),
    ];
    expect(await ledgerWith(claims, [iterationRecord()]).ledger.counts()).toEqual({
      claims: { confirmed: 1, uncertain: 1, approximate: 1 },
      iterations: 1,
    });
  });
});
