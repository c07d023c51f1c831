import { describe, expect, test } from '@jest/globals';
import { defined } from '../../../objects/defined.ts';
import type { Command } from '../../../workflows/command/command.ts';
import { stopsWork } from '../../../workflows/command/stops-work.ts';
import { editGoalWith, GOAL_REF, goalWith, setGoalWith } from '../../support/workflow/thread-states.ts';

const goal = goalWith();
const stays = { before: goal, after: goal, worksFor: GOAL_REF };
const message = (delivery?: 'queue' | 'steer' | 'interrupt'): Command => ({
  type: 'postMessage',
  requestId: 'r',
  inputId: 'm',
  ...defined({ delivery }),
});

describe('stopsWork', () => {
  test.each<[string, Command, boolean]>([
    ['interrupt', { type: 'interrupt', requestId: 'r' }, true],
    ['archive', { type: 'archive', requestId: 'r' }, true],
    ['message to interrupt', message('interrupt'), true],
    ['message to queue', message('queue'), false],
    ['message to steer', message('steer'), false],
    ['message without a wish', message(), false],
    ['pause', { type: 'pause', requestId: 'r' }, false],
    ['resume', { type: 'resume', requestId: 'r' }, false],
    ['wake', { type: 'wake', requestId: 'r' }, false],
    ['mode', { type: 'setMode', requestId: 'r', mode: 'plan' }, false],
    ['edit', editGoalWith(), false],
  ])('%s, the goal stays → whether the running turn is ended', (_, command, expected) => {
    expect(stopsWork(command, stays)).toBe(expected);
    expect(stopsWork(command, { before: null, after: null, worksFor: undefined })).toBe(expected);
  });

  test.each<[string, Command, ReturnType<typeof goalWith> | null]>([
    ['clear', { type: 'clear', requestId: 'r' }, null],
    ['setGoal', setGoalWith({ replace: true }), goalWith({ goalId: 'goal_2' })],
  ])('%s takes the goal away → ends work for it, and no other', (_, command, after) => {
    expect(stopsWork(command, { before: goal, after, worksFor: GOAL_REF })).toBe(true);
    expect(stopsWork(command, { before: goal, after, worksFor: { goalId: 'goal_0', revision: 1 } })).toBe(
      false,
    );
    expect(stopsWork(command, { before: goal, after, worksFor: undefined })).toBe(false);
  });

  test('setGoal on an empty thread, a turn without a goal runs → lets it end', () => {
    expect(stopsWork(setGoalWith(), { before: null, after: goal, worksFor: undefined })).toBe(false);
  });
});
