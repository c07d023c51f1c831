import { describe, expect, test } from '@jest/globals';
import type { ChecksVerdict, JournalledChecks } from '../../../workflows/evidence/checks-verdict.ts';
import type { GoalStatus } from '../../../workflows/goal/goal.ts';
import { isOneTooMany } from '../../../workflows/thread/question/settle-claim.ts';
import { refreshed } from '../../../workflows/thread/state/continuation.ts';
import { applyBaseline, applyVerdict } from '../../../workflows/turn/completion-claim.ts';
import { outcomeWith } from '../../support/contract/sample-contract.ts';
import { GOAL_REF, goalWith, NOW_MS, policyWith, stateWith } from '../../support/workflow/thread-states.ts';

const PROVEN: JournalledChecks = {
  outcomes: [outcomeWith({ name: 'p95', metric: 95, gap: 0 })],
  changedProtectedPaths: [],
  proven: true,
  seq: 9,
};
const REFUSED: ChecksVerdict = {
  outcomes: [outcomeWith({ name: 'p95', passed: false, metric: 135, gap: 15 })],
  changedProtectedPaths: [],
  proven: false,
  reason: 'p95 is 135',
};

const ASKING = { proven: false, awaitsPerson: { paths: ['test/a.py'] } };

describe('applyVerdict: proven', () => {
  test('active → complete by the model, with the reason and the results [C46]', () => {
    const { state } = applyVerdict(stateWith(goalWith()), GOAL_REF, PROVEN, NOW_MS);
    expect(state.goal).toMatchObject({
      status: 'complete',
      statusReason: 'proven by the checks of the contract',
      statusCause: { kind: 'proven' },
      checks: PROVEN.outcomes,
      checksSeq: 9,
    });
    expect(state.events.at(-1)).toMatchObject({ change: 'completed', actor: 'model' });
  });

  test.each<GoalStatus>(['paused', 'blocked', 'usageLimited'])(
    '%s meanwhile → stays so; the results are kept',
    (status) => {
      const { state } = applyVerdict(stateWith(goalWith({ status })), GOAL_REF, PROVEN, NOW_MS);
      expect(state.goal).toMatchObject({ status, checks: PROVEN.outcomes });
    },
  );
});

describe('applyVerdict: not proven', () => {
  test('→ still active, refusal counted and recorded', () => {
    const { state } = applyVerdict(stateWith(goalWith()), GOAL_REF, REFUSED, NOW_MS);
    expect(state.goal).toMatchObject({ status: 'active', refusedAudits: 1 });
    expect(state.continuation.refusedAudits).toBe(1);
    expect(state.events.at(-1)).toMatchObject({ change: 'claimRefused', actor: 'system' });
  });

  test('refusals up to the cap → blocked, and the reason names the failing check', () => {
    let state = stateWith(goalWith({ policy: policyWith({ maxRefusedAudits: 3 }) }));
    for (let i = 0; i < 3; i++) {
      expect(state.goal?.status).toBe('active');
      ({ state } = applyVerdict(state, GOAL_REF, REFUSED, NOW_MS));
    }
    expect(state.goal).toMatchObject({ status: 'blocked', refusedAudits: 3 });
    expect(state.goal).toMatchObject({
      statusReason: '3 claims of completion were refused; the last one: p95 is 135',
      statusCause: { kind: 'claimsRefused', inRow: 3 },
    });
  });

  test('the third refusal by twins since a person acted, others between → blocked', () => {
    let state = stateWith(goalWith({ policy: policyWith({ maxRefusedAudits: 20 }) }));
    const parts = ['refused', 'none', 'refused', 'none', 'refusedTooOften'] as const;
    for (const byTwins of parts) {
      expect(state.goal?.status).toBe('active');
      expect(isOneTooMany(state)).toBe(state.continuation.twinRefusals === 2);
      expect(isOneTooMany({ ...state, continuation: refreshed(state.continuation) })).toBe(false);
      ({ state } = applyVerdict(state, GOAL_REF, REFUSED, NOW_MS, true, byTwins));
    }
    expect(state.goal).toMatchObject({ status: 'blocked', statusCause: { kind: 'claimsRefused', inRow: 5 } });
  });

  test('refusals up to the cap of a goal that is paused → stays paused', () => {
    const goal = goalWith({ status: 'paused', policy: policyWith({ maxRefusedAudits: 1 }) });
    expect(applyVerdict(stateWith(goal), GOAL_REF, REFUSED, NOW_MS).state.goal?.status).toBe('paused');
  });

  test('refusals up to the cap of a goal that is out of budget → says still that it is the budget [C34]', () => {
    const goal = goalWith({
      status: 'budgetLimited',
      statusReason: 'budget reached',
      policy: policyWith({ maxRefusedAudits: 1 }),
    });
    expect(applyVerdict(stateWith(goal), GOAL_REF, REFUSED, NOW_MS).state.goal).toMatchObject({
      status: 'budgetLimited',
      statusReason: 'budget reached',
    });
  });
});

describe('applyVerdict: whose verdict it is', () => {
  test('of a replaced goal or an older revision → changes nothing', () => {
    for (const goal of [goalWith({ goalId: 'goal_2' }), goalWith({ revision: 2 }), null]) {
      const state = stateWith(goal);
      expect(applyVerdict(state, GOAL_REF, REFUSED, NOW_MS)).toEqual({ state, isNearer: false });
    }
  });

  test('granted, of an older revision or a goal that was stopped → the model is told that the claim has lapsed', () => {
    for (const goal of [goalWith({ revision: 2 }), goalWith({ status: 'blocked' })]) {
      const { state } = applyVerdict(stateWith(goal), GOAL_REF, PROVEN, NOW_MS);
      expect(state.goal).toMatchObject({ status: goal.status, claimEnd: { how: 'lapsed', checksSeq: 9 } });
      expect(state.goal?.claimEnd?.because).toBe(goal.revision === 2 ? 'edited' : undefined);
    }
    const replaced = stateWith(goalWith({ goalId: 'goal_2' }));
    expect(applyVerdict(replaced, GOAL_REF, PROVEN, NOW_MS).state).toBe(replaced);
  });

  test('granted, and no edit since has touched what was judged → complete, in the present revision', () => {
    const goal = goalWith({ revision: 4, judgedSince: 1 });
    expect(applyVerdict(stateWith(goal), GOAL_REF, PROVEN, NOW_MS).state.goal).toMatchObject({
      status: 'complete',
      revision: 4,
    });
    const touched = stateWith(goalWith({ revision: 4, judgedSince: 2 }));
    expect(applyVerdict(touched, GOAL_REF, PROVEN, NOW_MS).state.goal?.status).toBe('active');
  });

  test('refused, and an edit since has touched nothing that was judged → counts as a refusal', () => {
    const goal = goalWith({ revision: 2, judgedSince: 1 });
    expect(applyVerdict(stateWith(goal), GOAL_REF, REFUSED, NOW_MS).state.goal?.refusedAudits).toBe(1);
  });

  test('granted, of a paused goal → held: it stays paused, and says that resuming completes it', () => {
    const paused = stateWith(goalWith({ status: 'paused' }));
    const { state, isHeld } = applyVerdict(paused, GOAL_REF, PROVEN, NOW_MS);
    expect([isHeld, state.goal]).toMatchObject([
      true,
      { status: 'paused', statusReason: expect.stringContaining('resuming completes it') },
    ]);
    expect(state.goal?.provenClaim?.checksSeq).toBe(9);
    const lapsed = applyVerdict(paused, GOAL_REF, PROVEN, NOW_MS, false);
    expect(lapsed.state.goal).toMatchObject({ claimEnd: { how: 'lapsed' } });
  });

  test('granted, of a goal whose budget was lowered below what is spent meanwhile → stands: it costs nothing more', () => {
    const limited = stateWith(goalWith({ status: 'budgetLimited' }));
    expect(applyVerdict(limited, GOAL_REF, PROVEN, NOW_MS).state.goal?.status).toBe('complete');
    const asking = applyVerdict(limited, GOAL_REF, { ...PROVEN, ...ASKING }, NOW_MS);
    expect([asking.state.goal?.status, asking.state.request?.kind]).toEqual([
      'budgetLimited',
      'changedTests',
    ]);
    const before = applyVerdict(limited, GOAL_REF, PROVEN, NOW_MS, false);
    expect(before.state.goal).toMatchObject({ status: 'budgetLimited', claimEnd: { how: 'lapsed' } });
  });

  test('refused, of a goal whose budget was lowered meanwhile → it keeps the status and counts', () => {
    const limited = stateWith(goalWith({ status: 'budgetLimited' }));
    expect(applyVerdict(limited, GOAL_REF, REFUSED, NOW_MS).state.goal).toMatchObject({
      status: 'budgetLimited',
      refusedAudits: 1,
    });
  });

  test('of a complete goal → it never changes again [C134]', () => {
    const before = stateWith(goalWith({ status: 'complete' }));
    for (const verdict of [PROVEN, REFUSED])
      expect(applyVerdict(before, GOAL_REF, verdict, NOW_MS).state.goal).toEqual(before.goal);
  });
});

describe('applyVerdict: nearer to the finish line', () => {
  const withGap = (gap: number): ChecksVerdict => ({
    ...REFUSED,
    outcomes: [outcomeWith({ name: 'p95', passed: false, gap })],
  });

  test('a smaller gap than ever → nearer; the same or a larger one → not', () => {
    const first = applyVerdict(stateWith(goalWith()), GOAL_REF, withGap(15), NOW_MS);
    const smaller = applyVerdict(first.state, GOAL_REF, withGap(14), NOW_MS);
    const same = applyVerdict(smaller.state, GOAL_REF, withGap(14), NOW_MS);
    const larger = applyVerdict(same.state, GOAL_REF, withGap(15), NOW_MS);
    expect([first, smaller, same, larger].map(({ isNearer }) => isNearer)).toEqual([
      false,
      true,
      false,
      false,
    ]);
    expect(larger.state.goal?.best).toEqual({ passed: 0, gaps: { p95: 14 } });
  });

  test('as the baseline was → not nearer: only what changed since then counts', () => {
    const measured = applyBaseline(stateWith(goalWith()), GOAL_REF, withGap(15), NOW_MS);
    expect(applyVerdict(measured, GOAL_REF, withGap(15), NOW_MS).isNearer).toBe(false);
  });
});

describe('applyBaseline', () => {
  const unmeasured = stateWith(goalWith({ hasBaseline: false }));

  test('checks ran → their results stand, the workspace is known, and the goal may start', () => {
    const result = { ...REFUSED, seq: 4, workspaceDigest: 'd1' };
    const state = applyBaseline(unmeasured, GOAL_REF, result, NOW_MS);
    expect(state.goal).toMatchObject({
      status: 'active',
      hasBaseline: true,
      checks: REFUSED.outcomes,
      checksSeq: 4,
      best: { passed: 0, gaps: { p95: 15 } },
      refusedAudits: 0,
    });
    expect(state.continuation.seenDigests).toEqual(['d1']);
  });

  test('a check cannot run, of a goal that an edit has taken the budget from meanwhile → its status and cause stay', () => {
    const spent = {
      status: 'budgetLimited',
      statusReason: 'so',
      statusCause: { kind: 'budgetReached' },
    } as const;
    const limited = stateWith(goalWith({ hasBaseline: false, ...spent }));
    const broken = { ...REFUSED, cannotRun: 'p95: exit 127' };
    expect(applyBaseline(limited, GOAL_REF, broken, NOW_MS).goal).toMatchObject(spent);
  });

  test('a check cannot run → blocked at once, and a resumed goal tries the checks again', () => {
    const broken = { ...REFUSED, cannotRun: 'p95: exit 127' };
    const state = applyBaseline(unmeasured, GOAL_REF, broken, NOW_MS);
    expect(state.goal).toMatchObject({
      status: 'blocked',
      statusReason: 'a check cannot run: p95: exit 127',
      statusCause: { kind: 'checkCannotRun' },
      hasBaseline: false,
    });
  });

  test('a check cannot run, the goal is paused meanwhile → stays paused, and measures again when it is resumed', () => {
    const paused = stateWith(goalWith({ status: 'paused', hasBaseline: false }));
    const state = applyBaseline(paused, GOAL_REF, { ...REFUSED, cannotRun: 'x' }, NOW_MS);
    expect(state.goal).toMatchObject({ status: 'paused', hasBaseline: false });
  });

  test('edited or replaced meanwhile → the results are of other checks: changes nothing', () => {
    for (const goal of [goalWith({ revision: 2, hasBaseline: false }), goalWith({ goalId: 'goal_2' })]) {
      const state = stateWith(goal);
      expect(applyBaseline(state, GOAL_REF, PROVEN, NOW_MS)).toBe(state);
    }
  });

  test('checks that pass already → told, but nothing is complete before a claim', () => {
    expect(applyBaseline(unmeasured, GOAL_REF, PROVEN, NOW_MS).goal).toMatchObject({
      status: 'active',
      checks: PROVEN.outcomes,
    });
  });
});
