/** Lines of the ledger and of the experiment log for tests; each test changes only what it is about. */
import type { ClaimRecord, Evidence, IterationRecord } from '../../../workflows/evidence/ledger.ts';

export const claimRecord = (fields: Partial<ClaimRecord> = {}): ClaimRecord => ({
  claimId: '2-0',
  threadId: 'thr_1',
  goalId: 'goal_1',
  revision: 1,
  turn: 1,
  seq: 3,
  recordedAtMs: 1_700_000_000_123,
  claim: 'The price is 1.69',
  route: 'Fourier inversion',
  evidence: [],
  status: 'uncertain',
  uncertainty: 'one seed only',
  stale: [],
  ...fields,
});

export const iterationRecord = (fields: Partial<IterationRecord> = {}): IterationRecord => ({
  iterationId: '2-1',
  threadId: 'thr_1',
  goalId: 'goal_1',
  turn: 1,
  seq: 4,
  recordedAtMs: 1_700_000_000_123,
  changed: 'twice the paths',
  observed: 'error halved',
  next: 'antithetic paths',
  ...fields,
});

export const CHECK_PASSED: Evidence = {
  ref: { kind: 'check', name: 'price' },
  source: 'service',
  summary: 'price (verification) passed: exit 0',
  seq: 5,
  passed: true,
};

export const commandEvidence = (seq: number, passed = true): Evidence => ({
  ref: { kind: 'item', seq },
  source: 'command',
  summary: `shell node mc.mjs: exit code ${passed ? 0 : 1}`,
  passed,
});

export const FILE_EVIDENCE: Evidence = {
  ref: { kind: 'file', path: 'out/price.txt' },
  source: 'file',
  summary: 'file out/price.txt',
  digest: 'file 644 aa',
};

export const WORDS: Evidence = {
  ref: { kind: 'item', seq: 4 },
  source: 'model',
  summary: 'the model wrote: tool: 5 passed',
};
