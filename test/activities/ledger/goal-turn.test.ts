import { describe, expect, test } from '@jest/globals';
import { isTurnOf } from '../../../activities/ledger/goal-turn.ts';
import type { JournalEvent } from '../../../workflows/thread/state/journal-event.ts';
import { goalChanged, turnStarted } from '../../journal/samples.ts';

const startedFor = (goalId: string): JournalEvent => {
  const event = turnStarted(1);
  return event.type === 'turnStarted' ? { ...event, goal: { goalId, revision: 1 } } : event;
};
const became = (status: 'active' | 'paused', goalId = 'g1') => goalChanged(2, { goalId, status });

describe('isTurnOf', () => {
  test.each<[string, JournalEvent[], boolean]>([
    ['a turn that began for the goal → is of the goal', [startedFor('g1')], true],
    ['a turn of another goal → is not', [startedFor('g2')], false],
    [
      'a turn of another goal, in which this one was set → is not',
      [startedFor('g2'), became('active')],
      false,
    ],
    ['a turn of the user → is not', [turnStarted(1)], false],
    [
      'a turn of the user in which the goal was set going → is of the goal',
      [turnStarted(1), became('active')],
      true,
    ],
    ['a turn of the user in which it was paused → is not', [turnStarted(1), became('paused')], false],
    [
      'a turn of the user in which another was set going → is not',
      [turnStarted(1), became('active', 'g2')],
      false,
    ],
    ['no events → is not', [], false],
  ])('%s', (_, events, isOfGoal) => {
    expect(isTurnOf('g1', events)).toBe(isOfGoal);
  });
});
