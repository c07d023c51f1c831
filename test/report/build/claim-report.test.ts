import { describe, expect, test } from '@jest/globals';
import { groupedClaims } from '../../../report/build/claim-report.ts';
import type { ClaimRecord } from '../../../workflows/evidence/ledger.ts';

const claimWith = (fields: Partial<ClaimRecord> = {}): ClaimRecord => ({
  claimId: '1-0',
  threadId: 't1',
  goalId: 'g1',
  revision: 1,
  turn: 1,
  seq: 1,
  recordedAtMs: 0,
  claim: 'It is fast',
  route: 'measured',
  evidence: [],
  status: 'confirmed',
  uncertainty: '',
  stale: [],
  ...fields,
});

const sizes = (records: readonly ClaimRecord[]) =>
  Object.fromEntries(
    Object.entries(groupedClaims(records)).map(([status, claims]) => [status, claims.length]),
  );

describe('groupedClaims', () => {
  test.each(['confirmed', 'uncertain'] as const)(
    '%s with stale evidence → uncertain, with what it was recorded as and why',
    (status) => {
      const { uncertain } = groupedClaims([claimWith({ status, stale: ['a.js has changed'] })]);
      expect(uncertain).toMatchObject([{ stale: ['a.js has changed'] }]);
      expect(uncertain[0]?.recordedAs).toBe(status === 'uncertain' ? undefined : status);
    },
  );

  test('blocked with stale evidence → blocked still', () => {
    expect(sizes([claimWith({ status: 'blocked', stale: ['x'] })])).toMatchObject({
      blocked: 1,
      uncertain: 0,
    });
  });

  test('the same words again, whatever the spaces → the later claim alone stands, at its place', () => {
    const records = [
      claimWith(),
      claimWith({ claim: 'It is small', claimId: '2-0' }),
      claimWith({ claim: ' It  is\nfast', status: 'approximate', claimId: '3-0' }),
    ];
    expect(sizes(records)).toMatchObject({ confirmed: 1, approximate: 1, blocked: 0, uncertain: 0 });
  });

  test.each([
    ['service', 'run by the service'],
    ['command', 'command of the model'],
    ['file', 'file'],
    ['model', "the model's words"],
    ['user', "the user's words"],
  ] as const)('evidence of %s → %s', (source, words) => {
    const evidence = [{ ref: { kind: 'item' as const, seq: 3 }, source, summary: 'tool: 5 passed' }];
    expect(groupedClaims([claimWith({ evidence })]).confirmed[0]?.evidence).toEqual([
      { ref: { kind: 'item', seq: 3 }, source: words, summary: 'tool: 5 passed' },
    ]);
  });
});
