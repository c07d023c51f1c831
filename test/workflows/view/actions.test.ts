/** What a caller may do now, and that it is neither more nor less than what would be applied. */
import { describe, expect, test } from '@jest/globals';
import { decideContest } from '../../../workflows/thread/question/contest.ts';
import { openQuestion } from '../../../workflows/thread/question/open-question.ts';
import type { ThreadState } from '../../../workflows/thread/state/thread-state.ts';
import { actionsOf, goalActions, type ThreadAction } from '../../../workflows/view/actions.ts';
import {
  claimQuestionWith,
  GOAL_REF,
  goalWith,
  heldBack,
  NOW_MS,
  stateWith,
  usageWith,
} from '../../support/workflow/thread-states.ts';

const allowed = (state: ThreadState, isAtWork = false): ThreadAction[] => actionsOf(state, isAtWork, NOW_MS);
const ofGoal = (state: ThreadState, isAtWork = false): string[] =>
  goalActions(allowed(state, isAtWork)).toSorted();
const spent = { budget: { turns: 1 }, usage: usageWith({ turns: 1 }) };
const contested = decideContest(
  stateWith(goalWith()),
  { ref: GOAL_REF, check: 'p95', callSeq: 7 },
  NOW_MS,
).state;

describe('actionsOf', () => {
  test.each<[string, ThreadState, string[]]>([
    ['active goal that goes on', stateWith(goalWith()), ['check', 'clear', 'edit', 'interrupt', 'pause']],
    [
      'active goal that is stalled',
      stateWith(goalWith(), { continuation: heldBack({ suppressedBecause: 'x' }) }),
      ['check', 'clear', 'edit', 'interrupt', 'pause', 'resume', 'wake'],
    ],
    ['paused goal', stateWith(goalWith({ status: 'paused' })), ['check', 'clear', 'edit', 'resume']],
    [
      'paused goal with nothing left of its budget',
      stateWith(goalWith({ status: 'paused', ...spent })),
      ['check', 'clear', 'edit'],
    ],
    [
      'paused goal whose claim is proven, with nothing left of its budget',
      stateWith(goalWith({ status: 'paused', provenClaim: { reason: 'x' }, ...spent })),
      ['check', 'clear', 'edit', 'resume'],
    ],
    ['blocked goal', stateWith(goalWith({ status: 'blocked' })), ['check', 'clear', 'edit', 'resume']],
    [
      'goal that waits for the provider',
      stateWith(goalWith({ status: 'usageLimited' })),
      ['check', 'clear', 'edit', 'interrupt', 'pause', 'resume'],
    ],
    ['complete goal', stateWith(goalWith({ status: 'complete' })), ['check', 'clear']],
    [
      'claim that waits for a word',
      stateWith(goalWith(), { request: claimQuestionWith() }),
      ['accept', 'check', 'clear', 'edit', 'interrupt', 'pause', 'refuse'],
    ],
    [
      'claim whose time is over',
      stateWith(goalWith(), { request: claimQuestionWith({ deadlineMs: NOW_MS }) }),
      ['check', 'clear', 'edit', 'interrupt', 'pause'],
    ],
    ['contested check', contested, ['check', 'clear', 'edit', 'interrupt', 'pause', 'stands']],
    [
      'question of the model',
      openQuestion(stateWith(goalWith()), { inputId: 'input_1', seq: 2, replySeq: 1 }, NOW_MS),
      ['answer', 'check', 'clear', 'edit', 'interrupt', 'pause'],
    ],
    ['no goal', stateWith(null), []],
  ])('%s → what would be applied, and change something', (_, state, expected) => {
    expect(ofGoal(state)).toEqual(expected);
  });

  test('something runs → it can be interrupted, whatever the goal is', () => {
    expect(ofGoal(stateWith(goalWith({ status: 'paused' })), true)).toContain('interrupt');
    expect(ofGoal(stateWith(null), true)).toEqual(['interrupt']);
  });

  test('of the thread → a new goal only where none is unfinished; a message while there is room', () => {
    const ofThread = (state: ThreadState) =>
      allowed(state).filter((action) => ['set', 'message', 'archive'].includes(action));
    expect(ofThread(stateWith(null))).toEqual(['set', 'message', 'archive']);
    expect(ofThread(stateWith(goalWith()))).toEqual(['message', 'archive']);
    const inputs = Array.from({ length: 100 }, (_, index) => ({ inputId: `m${index}` }));
    expect(ofThread(stateWith(goalWith(), { inputs }))).toEqual(['archive']);
    expect(allowed(stateWith(goalWith(), { isArchiving: true }))).toEqual([]);
  });
});
