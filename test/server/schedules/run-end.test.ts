import { expect, test } from '@jest/globals';
import { restsForGood, runStanding } from '../../../server/schedules/run-end.ts';
import type { GoalSnapshot } from '../../../workflows/goal/goal.ts';

const goal = (fields: Partial<GoalSnapshot>) => ({ status: 'active', ...fields }) as GoalSnapshot;
const thread = { isInTurn: false, isArchived: false };

test.each<[string, Parameters<typeof runStanding>[0], string]>([
  ['a goal that is not on record yet', { thread }, 'working'],
  ['an active goal in a turn', { goal: goal({}), thread: { ...thread, isInTurn: true } }, 'working'],
  ['an active goal between turns', { goal: goal({}), thread }, 'askThread'],
  ['an active goal that waits', { goal: goal({}), thread: { ...thread, heldBy: 'waiting' } }, 'working'],
  [
    'an active goal that asks a person',
    { goal: goal({}), thread: { ...thread, heldBy: 'needsInput' } },
    'askThread',
  ],
  [
    'a limit that lifts by itself',
    { goal: goal({ status: 'usageLimited', resumeAtMs: 1 }), thread },
    'working',
  ],
  ['a limit that nobody knows the end of', { goal: goal({ status: 'usageLimited' }), thread }, 'over'],
  [
    'closing words of a complete goal',
    { goal: goal({ status: 'complete' }), thread: { ...thread, isInTurn: true } },
    'working',
  ],
  ['a complete goal', { goal: goal({ status: 'complete' }), thread }, 'over'],
  ['a paused goal', { goal: goal({ status: 'paused' }), thread }, 'over'],
  ['a blocked goal', { goal: goal({ status: 'blocked' }), thread }, 'over'],
  ['a goal that was cleared', { goal: goal({ status: 'cleared' }), thread }, 'over'],
  ['an archived thread', { goal: goal({}), thread: { ...thread, isArchived: true } }, 'over'],
  ['a thread that is gone', { goal: goal({}) }, 'over'],
])('runStanding: %s → %s', (_, run, standing) => {
  expect(runStanding(run)).toBe(standing);
});

test.each<[Parameters<typeof restsForGood>[0], boolean]>([
  [{ action: 'idle' }, true],
  [{ action: 'needsInput' }, true],
  [{ action: 'needsInput', atMs: 5 }, false],
  [{ action: 'wait', atMs: 5 }, false],
  [{ action: 'running' }, false],
])('restsForGood: %j → %s', (next, rests) => {
  expect(restsForGood(next)).toBe(rests);
});
