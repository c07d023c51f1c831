import { describe, expect, test } from '@jest/globals';
import { goalSummary } from '../../../server/commands/goal-summary.ts';
import { liveGoal, recordedGoal } from '../../../server/goals/goal-view.ts';
import { NO_USAGE } from '../../../workflows/budget/usage.ts';
import { NO_RESULT } from '../../../workflows/evidence/progress.ts';
import { type Goal, snapshotOf } from '../../../workflows/goal/goal.ts';
import { decide } from '../../../workflows/thread/decide.ts';
import { nextView, phaseOf, threadView } from '../../../workflows/view/thread-view.ts';
import { contractWith } from '../../support/contract/sample-contract.ts';
import { goalWith, NOW_MS, stateWith } from '../../support/workflow/thread-states.ts';

const SPENT = {
  ...NO_USAGE,
  inputTokens: 5_000,
  outputTokens: 120,
  turns: 3,
  toolCalls: 12,
  activeMs: 5_400_500,
};

function textOf(fields: Partial<Goal>, needed?: string): string {
  const goal = goalWith({ best: NO_RESULT, ...fields });
  const next = decide(stateWith(goal), NOW_MS);
  const view = threadView(stateWith(goal), { phase: phaseOf(next), next: nextView(next) }, NOW_MS);
  if (view.goal === null) throw new Error('no goal');
  const contract = contractWith({ objective: 'Make it fast\nand keep it so', budget: goal.budget });
  const blocker = needed === undefined ? undefined : { name: 'no key', needed, attempted: 'asked' };
  return goalSummary(liveGoal(view, view.goal, { contract, blocker }));
}

describe('goalText', () => {
  test('active goal → status, objective, what was used, what is next, and what can be typed', () => {
    expect(textOf({ usage: SPENT })).toBe(
      'The goal is active: set by the user. Objective: Make it fast and keep it so. ' +
        'Used: 5,120 tokens, 3 turns, 12 tool calls, 1h 30m active. ' +
        'Next: turn, the goal is active and not proven yet. ' +
        'You can type /goal pause, /goal edit <objective>, /goal clear, /goal.',
    );
  });

  test('every limit → shown beside what was used of it', () => {
    const budget = {
      tokens: 50_000,
      turns: 10,
      toolCalls: 100,
      timeSeconds: 7_200,
      costUsd: 2,
      deadline: '2026-11-24T03:00:00Z',
    };
    expect(textOf({ budget, usage: { ...SPENT, costUsd: 0.42 } })).toContain(
      'Used: 5,120 of 50,000 tokens, 3 of 10 turns, 12 of 100 tool calls, 1h 30m of 2h active, 0.42 of 2 USD, ' +
        'deadline 2026-11-24T03:00:00Z.',
    );
  });

  test('blocked goal → what is needed, and resume instead of pause', () => {
    const text = textOf({ status: 'blocked', statusReason: 'no credentials' }, 'A password');
    expect(text).toContain(
      'The goal is blocked: no credentials. Blocker: no key. Needed: A password. Attempted: asked.',
    );
    expect(text).toContain('You can type /goal resume, /goal edit <objective>, /goal clear, /goal.');
  });

  test('usage limit with a reset time → when it goes on', () => {
    const resumeAtMs = NOW_MS + 3_600_000;
    expect(textOf({ status: 'usageLimited', statusReason: 'quota', resumeAtMs })).toContain(
      '(at 2026-11-23T04:00:00.000Z)',
    );
  });

  test('complete goal → the next objective may be typed', () => {
    expect(textOf({ status: 'complete', statusReason: 'proven' })).toContain(
      'You can type /goal clear, /goal <objective>, /goal.',
    );
  });

  test('nobody answers → says from when it is', () => {
    const snapshot = snapshotOf(goalWith({ best: NO_RESULT }));
    expect(goalSummary(recordedGoal('thr_1', { snapshot, contract: contractWith() }))).toContain(
      'This is what was known at 2026-11-23T03:00:00.000Z: no worker answered in time.',
    );
  });

  test.each([
    [
      { how: 'terminated', by: 'temporal-cli', at: '2026-11-23T05:00:00.000Z', reason: 'by mistake' },
      'its workflow was terminated by temporal-cli at 2026-11-23T05:00:00.000Z (by mistake).',
    ],
    [{ how: 'missing' }, 'its workflow is not known to Temporal any more.'],
    [{ how: 'failed' }, 'its workflow has failed.'],
  ] as const)(
    'its workflow was ended from outside: %j → says so first, and how it is reopened',
    (ended, how) => {
      const snapshot = snapshotOf(goalWith({ best: NO_RESULT }));
      const recorded = recordedGoal('thr_1', { snapshot, contract: contractWith() });
      const text = goalSummary({ ...recorded, actions: [], ended });
      expect(text).toMatch(/^The thread does not run: /);
      expect(text).toContain(how);
      expect(text).toContain('Last on record, at 2026-11-23T03:00:00.000Z: the goal is active');
      expect(text).toContain('POST …/reopen begins it again from the record.');
      expect(text).not.toContain('no worker answered');
    },
  );

  test('no goal → how to set one [C117]', () => {
    expect(goalSummary(null)).toMatch(/^No goal is set\. .*\/goal <objective> sets one/);
  });
});
