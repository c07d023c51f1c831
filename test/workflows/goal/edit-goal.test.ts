import { describe, expect, test } from '@jest/globals';
import { NO_RESULT } from '../../../workflows/evidence/progress.ts';
import { editedGoal } from '../../../workflows/goal/edit-goal.ts';
import type { GoalStatus } from '../../../workflows/goal/goal.ts';
import { outcomeWith } from '../../support/contract/sample-contract.ts';
import { editWith, goalWith, NOW_MS, policyWith, usageWith } from '../../support/workflow/thread-states.ts';

const spent50 = usageWith({ inputTokens: 50 });
const STOPPED: GoalStatus[] = ['paused', 'blocked', 'usageLimited', 'budgetLimited'];

describe('editedGoal', () => {
  test('another objective → the same goal: id, start and usage stay; title, budget, policy and revision are new [C22]', () => {
    const goal = goalWith({ usage: spent50, setAtMs: 1, refusedAudits: 2, best: { passed: 1, gaps: {} } });
    const policy = policyWith({ minGapSeconds: 9 });
    expect(editedGoal(goal, editWith({ title: 'Smaller', budget: { turns: 9 }, policy }), NOW_MS)).toEqual({
      ...goal,
      title: 'Smaller',
      budget: { turns: 9 },
      policy,
      revision: 2,
    });
  });

  test('a policy with gaps, from an older sender → the defaults stand in', () => {
    const edit = editWith({ policy: { blockedAfterTurns: 7 } as never });
    expect(editedGoal(goalWith(), edit, NOW_MS).policy).toEqual(policyWith({ blockedAfterTurns: 7 }));
  });

  test('a time to begin → taken over; an edit without one → gone', () => {
    const waiting = editedGoal(goalWith(), editWith({ notBeforeMs: NOW_MS + 5 }), NOW_MS);
    expect(waiting.notBeforeMs).toBe(NOW_MS + 5);
    expect(editedGoal(waiting, editWith({ revision: 3 }), NOW_MS)).not.toHaveProperty('notBeforeMs');
  });

  test('an auditor → taken over; an edit without one → gone', () => {
    const audited = editedGoal(goalWith(), editWith({ hasAuditor: true }), NOW_MS);
    expect(audited.hasAuditor).toBe(true);
    expect(editedGoal(audited, editWith({ revision: 3 }), NOW_MS)).not.toHaveProperty('hasAuditor');
  });

  test('other checks → old results say nothing more, and the checks run anew; the same checks → all is kept', () => {
    const best = { passed: 1, gaps: { p95: 3 } };
    const goal = goalWith({ checks: [outcomeWith()], checksSeq: 9, auditSeq: 10, best });
    const anew = editedGoal(goal, editWith({ changesChecks: true }), NOW_MS);
    expect(anew).toMatchObject({ checks: [], best: NO_RESULT, hasBaseline: false });
    expect(anew).not.toHaveProperty('checksSeq');
    expect(anew).not.toHaveProperty('auditSeq');
    expect(editedGoal(goal, editWith(), NOW_MS)).toMatchObject({
      checks: [outcomeWith()],
      checksSeq: 9,
      best,
      hasBaseline: true,
    });
  });
});

describe('editedGoal: budget', () => {
  test('50 spent, lowered from 100 to 40 → budgetLimited at once, with a summary turn of its own [C30]', () => {
    const goal = goalWith({ usage: spent50, budget: { tokens: 100 }, hasWrappedUp: true });
    expect(editedGoal(goal, editWith({ budget: { tokens: 40 } }), NOW_MS)).toMatchObject({
      status: 'budgetLimited',
      statusReason: 'budget reached, tokens: 50 of 40',
      hasWrappedUp: false,
    });
  });

  test('lowered to exactly what is spent → budgetLimited; to one more → active [C30]', () => {
    const edited = (tokens: number) =>
      editedGoal(goalWith({ usage: spent50 }), editWith({ budget: { tokens } }), NOW_MS);
    expect([edited(50).status, edited(51).status]).toEqual(['budgetLimited', 'active']);
  });

  test('a deadline that has passed → budgetLimited', () => {
    const budget = { deadline: new Date(NOW_MS - 1).toISOString() };
    expect(editedGoal(goalWith(), editWith({ budget }), NOW_MS).status).toBe('budgetLimited');
  });

  test.each(STOPPED)('lowered below what is spent while %s → stays so', (status) => {
    const goal = goalWith({ status, usage: spent50, hasWrappedUp: true });
    expect(editedGoal(goal, editWith({ budget: { tokens: 40 } }), NOW_MS)).toMatchObject({
      status,
      hasWrappedUp: true,
    });
  });

  test('raised alone, of a goal that is out of budget → no status changes, and the reason says so [C32]', () => {
    const goal = goalWith({ status: 'budgetLimited', usage: spent50, budget: { tokens: 50 } });
    const raised = editedGoal(goal, editWith({ budget: { tokens: 500 } }), NOW_MS);
    expect(raised).toMatchObject({
      status: 'budgetLimited',
      statusReason: `${goal.statusReason}; the budget was raised since`,
    });
    const again = editedGoal(raised, editWith({ revision: 3, budget: { tokens: 600 } }), NOW_MS);
    expect(again.statusReason).toBe(raised.statusReason);
    expect(editedGoal(again, editWith({ revision: 4, budget: { tokens: 40 } }), NOW_MS)).toMatchObject({
      status: 'budgetLimited',
      statusReason: 'budget reached, tokens: 50 of 40',
    });
  });

  test('the same objective again, of a goal that is out of budget → stays so [C24]', () => {
    const goal = goalWith({
      status: 'budgetLimited',
      usage: spent50,
      budget: { tokens: 50 },
      hasWrappedUp: true,
    });
    const again = editedGoal(goal, editWith({ title: goal.title, budget: goal.budget }), NOW_MS);
    expect(again).toEqual({ ...goal, revision: 2 });
  });
});

describe('editedGoal: a status along with it', () => {
  test('raised and active → goes on, with a summary turn still to come [C32]', () => {
    const goal = goalWith({
      status: 'budgetLimited',
      usage: spent50,
      budget: { tokens: 50 },
      hasWrappedUp: true,
    });
    const edit = editWith({ budget: { tokens: 500 }, status: 'active' });
    expect(editedGoal(goal, edit, NOW_MS)).toMatchObject({ status: 'active', hasWrappedUp: false });
  });

  test.each(STOPPED)(
    '%s, asked to be active with nothing left of the budget → not active; the rest applies [C31]',
    (status) => {
      const goal = goalWith({ status, usage: spent50 });
      const edit = editWith({ title: 'Smaller', budget: { tokens: 40 }, status: 'active' });
      expect(editedGoal(goal, edit, NOW_MS)).toMatchObject({
        status,
        title: 'Smaller',
        budget: { tokens: 40 },
      });
    },
  );

  test('active, asked to stay so with nothing left → budgetLimited [C31]', () => {
    const edit = editWith({ budget: { tokens: 40 }, status: 'active' });
    expect(editedGoal(goalWith({ usage: spent50 }), edit, NOW_MS).status).toBe('budgetLimited');
  });

  test('objective, paused and a budget of 200 at once → all three, usage kept [C26]', () => {
    const edit = editWith({ title: 'Smaller', budget: { tokens: 200 }, status: 'paused' });
    expect(editedGoal(goalWith({ usage: spent50 }), edit, NOW_MS)).toMatchObject({
      title: 'Smaller',
      budget: { tokens: 200 },
      status: 'paused',
      statusReason: 'paused by the user',
      usage: spent50,
    });
  });

  test('paused with a budget below what is spent → paused: it spends nothing more', () => {
    const edit = editWith({ budget: { tokens: 40 }, status: 'paused' });
    expect(editedGoal(goalWith({ usage: spent50 }), edit, NOW_MS).status).toBe('paused');
  });

  test('blocked or usageLimited, asked to be active → what belonged to that status is gone', () => {
    const blocked = goalWith({ status: 'blocked', blockedSeq: 7 });
    const limited = goalWith({ status: 'usageLimited', resumeAtMs: NOW_MS + 1 });
    for (const goal of [blocked, limited]) {
      const resumed = editedGoal(goal, editWith({ status: 'active' }), NOW_MS);
      expect(resumed).toMatchObject({ status: 'active', statusReason: 'resumed by the user' });
      expect([resumed.blockedSeq, resumed.resumeAtMs]).toEqual([undefined, undefined]);
    }
  });
});
