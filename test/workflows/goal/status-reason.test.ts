import { describe, expect, test } from '@jest/globals';
import { snapshotOf } from '../../../workflows/goal/goal.ts';
import type { StatusCause } from '../../../workflows/goal/status-cause.ts';
import { statusReasonOf } from '../../../workflows/goal/status-reason.ts';
import { goalWith } from '../../support/workflow/thread-states.ts';

describe('statusReasonOf', () => {
  test.each<[StatusCause, string | undefined, string]>([
    [{ kind: 'set', by: 'model' }, undefined, 'set by the model'],
    [{ kind: 'pausedByUser' }, undefined, 'paused by the user'],
    [{ kind: 'pausedByUser' }, 'lunch', 'lunch'],
    [{ kind: 'interruptedByUser' }, 'stop that', 'stop that'],
    [{ kind: 'replaced' }, undefined, 'replaced by a new goal'],
    [{ kind: 'budgetReached' }, 'turns: 3 of 3', 'budget reached, turns: 3 of 3'],
    [
      { kind: 'claimsRefused', inRow: 1 },
      'p95 failed',
      '1 claim of completion was refused; the last one: p95 failed',
    ],
    [{ kind: 'turnsFailing', turns: 3 }, 'no reply', 'no reply (3 turns in a row)'],
    [{ kind: 'modelRefused' }, '401 claims were refused', '401 claims were refused'],
  ])('%j, said: %j → %j', (cause, said, reason) => {
    expect(statusReasonOf(cause, said)).toBe(reason);
  });
});

describe('snapshotOf', () => {
  test('a goal that an older release brought into its status → a snapshot without a cause', () => {
    expect(snapshotOf(goalWith())).not.toHaveProperty('statusCause');
    const statusCause = { kind: 'reopened' as const };
    expect(snapshotOf(goalWith({ statusCause }))).toMatchObject({ statusCause });
  });
});
