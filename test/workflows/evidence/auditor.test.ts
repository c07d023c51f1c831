import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { NOTHING_SPENT } from '../../../workflows/budget/spent.ts';
import { type JudgeClaimResult, refusesNothing, withAuditor } from '../../../workflows/evidence/auditor.ts';
import { applyVerdict } from '../../../workflows/turn/completion-claim.ts';
import { outcomeWith } from '../../support/contract/sample-contract.ts';
import { GOAL_REF, goalWith, NOW_MS, policyWith, stateWith } from '../../support/workflow/thread-states.ts';

const PASSED = { outcomes: [outcomeWith()], changedProtectedPaths: [], proven: true, seq: 9 };
const UNCHECKED = { outcomes: [], changedProtectedPaths: [], proven: false, seq: 9 };
const ACCEPTED: JudgeClaimResult = { ...NOTHING_SPENT, accepted: true, isAudited: true };
const REFUSED: JudgeClaimResult = {
  ...NOTHING_SPENT,
  accepted: false,
  isAudited: true,
  reason: 'the auditor finds R1 (objective) weak',
};

describe('refusesNothing', () => {
  test('all passed, or nothing to check → true', () => {
    expect([PASSED, UNCHECKED].map(refusesNothing)).toEqual([true, true]);
  });

  test.each([
    ['a failed check', { outcomes: [outcomeWith({ passed: false })] }],
    ['a changed protected path', { changedProtectedPaths: ['test/a.js'] }],
    ['a reason', { reason: 'a file that a check reads was changed' }],
    ['a check that cannot run', { cannotRun: 'no such command' }],
  ])('%s → false', (_, fields) => {
    expect(refusesNothing({ ...UNCHECKED, ...fields })).toBe(false);
  });
});

describe('withAuditor', () => {
  test('any results, any ruling → proven only when neither refuses', () => {
    const checks = fc.record({
      outcomes: fc.array(fc.boolean().map((passed) => outcomeWith({ passed }))),
      changedProtectedPaths: fc.array(fc.string(), { maxLength: 1 }),
      proven: fc.boolean(),
    });
    fc.assert(
      fc.property(checks, fc.boolean(), (checked, accepted) => {
        const both = withAuditor(checked, { ...ACCEPTED, accepted }, 10);
        expect(both.proven).toBe(accepted && refusesNothing(checked));
        expect(both.reason === undefined).toBe(both.proven);
      }),
    );
  });
});

describe('applyVerdict: with an auditor', () => {
  const apply = (
    judged: JudgeClaimResult,
    checked: Parameters<typeof withAuditor>[0] = PASSED,
    fields = {},
  ) =>
    applyVerdict(
      stateWith(goalWith({ hasAuditor: true, ...fields })),
      GOAL_REF,
      withAuditor(checked, judged, 10),
      NOW_MS,
    ).state.goal;

  test('both agree → complete, and who proved it; without checks → the auditor', () => {
    expect(apply(ACCEPTED)).toMatchObject({
      status: 'complete',
      statusReason: 'proven by the checks of the contract and to its auditor',
      checksSeq: 9,
      auditSeq: 10,
    });
    expect(apply(ACCEPTED, UNCHECKED)).toMatchObject({
      statusReason: 'proven to the auditor of the contract',
    });
  });

  test('refused by the auditor → counted; at the cap blocked, with the requirement as the reason', () => {
    expect(apply(REFUSED)).toMatchObject({ status: 'active', refusedAudits: 1, auditSeq: 10 });
    const capped = apply(REFUSED, PASSED, { policy: policyWith({ maxRefusedAudits: 1 }) });
    expect(capped).toMatchObject({
      status: 'blocked',
      statusReason: expect.stringContaining('R1 (objective) weak'),
    });
  });

  test('refused by the checks after the auditor had refused → the ruling on the earlier claim is over', () => {
    const checked = { ...PASSED, proven: false, reason: 'tests failed' };
    const goal = apply({ ...REFUSED, isAudited: false }, checked, { auditSeq: 5 });
    expect(goal).toMatchObject({ refusedAudits: 1 });
    expect(goal).not.toHaveProperty('auditSeq');
  });
});
