import { describe, expect, test } from '@jest/globals';
import { payloadOf } from '../../../journal/events/payload.ts';
import { toldEvent } from '../../../journal/events/told-event.ts';
import type { GoalStatus } from '../../../workflows/goal/goal.ts';
import type { JournalEvent } from '../../../workflows/thread/state/journal-event.ts';
import { goalChanged } from '../samples.ts';

const changed = (change: string, status: GoalStatus, from?: GoalStatus): JournalEvent =>
  ({ ...goalChanged(4, { status }), change, ...(from === undefined ? {} : { from }) }) as JournalEvent;
const plain = { seq: 4, atMs: 5, turn: 1 };

describe('toldEvent', () => {
  test.each([
    ['set', 'active', undefined, 'goal.set', 'running'],
    ['edit', 'paused', undefined, 'goal.edited', 'idle'],
    ['contested', 'active', undefined, 'goal.contested', 'needsInput'],
    ['pause', 'paused', 'active', 'goal.paused', 'idle'],
    ['interrupt', 'paused', 'active', 'goal.paused', 'idle'],
    ['edit', 'paused', 'active', 'goal.paused', 'idle'],
    ['resume', 'active', 'blocked', 'goal.resumed', 'running'],
    ['usageLimitLifted', 'active', 'usageLimited', 'goal.resumed', 'running'],
    ['turnsFailing', 'blocked', 'active', 'goal.blocked', 'idle'],
    ['a change of a later release', 'blocked', 'active', 'goal.blocked', 'idle'],
    ['usageLimited', 'usageLimited', 'active', 'goal.usageLimited', 'idle'],
    ['budgetReached', 'budgetLimited', 'active', 'goal.budgetLimited', 'idle'],
    ['completed', 'complete', 'active', 'goal.completed', 'idle'],
    ['replaced', 'cleared', 'paused', 'goal.cleared', 'idle'],
  ] as const)('%s, now %s, before %s → %s', (change, status, from, type, phase) => {
    expect(toldEvent(changed(change, status, from))).toMatchObject({
      ...{ seq: 4, type, change: { goalId: 'g1', revision: 1, status, phase, statusReason: 'seq 4' } },
    });
  });

  test.each(['baseline', 'claimRefused', 'claimLapsed', 'claimProven', 'contestRuled'])(
    '%s, which leaves the status as it was → nobody is told',
    (change) => {
      expect(toldEvent(changed(change, 'active'))).toBeUndefined();
    },
  );

  test('a limit of the provider with its end → waiting, until then', () => {
    const event = {
      ...goalChanged(4, { status: 'usageLimited', resumeAtMs: 0 }),
      from: 'active',
    } as JournalEvent;
    expect(toldEvent(event)).toMatchObject({
      change: { phase: 'waiting', resumeAt: '1970-01-01T00:00:00.000Z' },
    });
  });

  test('a stall, a question → of the goal they say, with the reason and no words of the model', () => {
    const goal = { goalId: 'g1', revision: 2 };
    expect(toldEvent({ ...plain, type: 'goalStalled', reason: 'no work', goal })).toEqual({
      ...{ seq: 4, atMs: 5, type: 'goal.stalled' },
      change: { ...goal, status: 'active', phase: 'idle', statusReason: 'no work' },
    });
    expect(toldEvent({ ...plain, type: 'goalStalled', reason: 'no work' })).toBeUndefined();
    expect(toldEvent({ ...plain, type: 'inputRequested', inputId: 'i', goal, deadlineMs: 0 })).toMatchObject({
      type: 'goal.needsInput',
      change: { ...goal, phase: 'needsInput', inputId: 'i', deadline: '1970-01-01T00:00:00.000Z' },
    });
    expect(toldEvent({ ...plain, type: 'inputRequested', inputId: 'i' })).toMatchObject({
      ...{ type: 'thread.needsInput', change: { phase: 'needsInput', inputId: 'i' } },
    });
  });

  test('archived, reopened → told; a turn, a wait → not', () => {
    expect(toldEvent({ ...plain, type: 'threadArchived' })?.type).toBe('thread.archived');
    expect(toldEvent({ ...plain, type: 'threadReopened' })?.type).toBe('thread.reopened');
    expect(toldEvent({ ...plain, type: 'waitStarted', untilMs: 9 })).toBeUndefined();
    expect(toldEvent({ ...plain, type: 'reasonGiven', command: 'pause', reason: 'x' })).toBeUndefined();
  });
});

test('payloadOf: a thread without a goal → links to the thread alone', () => {
  const known = { threadId: 't1', seq: 0, type: 'thread.created' as const, at: 'now', change: {} };
  expect(payloadOf({ ...known, title: 'T', metadata: { a: 'b' } })).toEqual({
    ...{ type: 'thread.created', timestamp: 'now' },
    data: {
      ...{ threadId: 't1', seq: 0, title: 'T', metadata: { a: 'b' } },
      links: { thread: '/v1/threads/t1', items: '/v1/threads/t1/items' },
    },
  });
});
