import { describe, expect, test } from '@jest/globals';
import type { Goal } from '../../../workflows/goal/goal.ts';
import { decide } from '../../../workflows/thread/decide.ts';
import type { ThreadState } from '../../../workflows/thread/state/thread-state.ts';
import { goalWith, heldBack, NOW_MS, stateWith } from '../../support/workflow/thread-states.ts';

const END_MS = NOW_MS + 60_000;
const budget = { deadline: new Date(END_MS).toISOString() };
const of = (fields: Partial<ThreadState>, goal: Partial<Goal> = {}) =>
  stateWith(goalWith({ budget, ...goal }), fields);
const request = { inputId: 'input_1', seq: 2, replySeq: 1, askedAtMs: NOW_MS };

describe('decide: the deadline ends every rest of an active goal', () => {
  test.each<[string, ThreadState, string]>([
    ['a wait', of({ wait: { untilMs: END_MS + 1 } }), 'wait'],
    ['a back-off', of({ continuation: heldBack({ notBeforeMs: END_MS + 1 }) }), 'wait'],
    ['a time to begin', of({}, { notBeforeMs: END_MS + 1 }), 'wait'],
    ['a stall', of({ continuation: heldBack({ suppressedBecause: 'x' }) }), 'wait'],
    ['plan mode', of({ mode: 'plan' }), 'wait'],
    ['an open question', of({ request }), 'needsInput'],
  ])('%s that lasts beyond it → until the deadline, then out of budget', (_, state, action) => {
    expect(decide(state, NOW_MS)).toMatchObject({ action, untilMs: END_MS });
    expect(decide(state, END_MS)).toEqual({
      action: 'limitBudget',
      reason: `deadline: ${budget.deadline} has passed`,
    });
  });

  test.each<[string, ThreadState]>([
    ['a wait', of({ wait: { untilMs: END_MS - 1 } })],
    ['a back-off', of({ continuation: heldBack({ notBeforeMs: END_MS - 1 }) })],
    ['a time to begin', of({}, { notBeforeMs: END_MS - 1 })],
  ])('%s that ends before it → until its own end', (_, state) => {
    expect(decide(state, NOW_MS)).toMatchObject({ action: 'wait', untilMs: END_MS - 1 });
  });

  test('→ the reason says both why it rests and what ends it', () => {
    const cut = decide(of({ wait: { untilMs: END_MS + 1 } }), NOW_MS);
    expect(cut.reason).toBe('the model waits, until the deadline');
    const stalled = decide(of({ continuation: heldBack({ suppressedBecause: 'x' }) }), NOW_MS);
    expect(stalled.reason).toBe('stalled: x; a message or resume goes on; the deadline ends it');
  });

  test('a goal that is not active → the deadline wakes nothing', () => {
    for (const status of ['paused', 'blocked', 'usageLimited', 'complete'] as const) {
      const state = of({}, { status });
      expect(decide(state, NOW_MS).action).toBe('idle');
      expect(decide(state, END_MS).action).toBe('idle');
    }
  });

  test('a question without a goal that runs, or without a deadline → no time', () => {
    for (const state of [stateWith(null, { request }), stateWith(goalWith(), { request })])
      expect(decide(state, NOW_MS)).not.toHaveProperty('untilMs');
  });
});
