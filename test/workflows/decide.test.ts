import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decide } from '../../workflows/decide.ts';
import type { GoalStatus } from '../../workflows/goal.ts';
import { FRESH_CONTINUATION } from '../../workflows/thread-state.ts';
import { NO_USAGE } from '../../workflows/usage.ts';
import { goalWith, NOW_MS, stateWith } from '../support/thread-states.ts';

describe('decide', () => {
  test('no goal, no message → idle', () => {
    expect(decide(stateWith(null), NOW_MS)).toMatchObject({ action: 'idle' });
  });

  test('active goal without a baseline → baseline first, also with a message queued', () => {
    const goal = goalWith({ hasBaseline: false });
    expect(decide(stateWith(goal), NOW_MS).action).toBe('baseline');
    expect(decide(stateWith(goal, { inputs: ['msg_1'] }), NOW_MS).action).toBe('baseline');
  });

  test('goal that its checks blocked, message queued → user turn, not the checks over and over', () => {
    const goal = goalWith({ status: 'blocked', hasBaseline: false });
    expect(decide(stateWith(goal, { inputs: ['msg_1'] }), NOW_MS)).toMatchObject({
      action: 'turn',
      kind: 'user',
    });
  });

  test('message queued and goal active → the user turn goes first', () => {
    expect(decide(stateWith(goalWith(), { inputs: ['msg_1'] }), NOW_MS)).toMatchObject({
      action: 'turn',
      kind: 'user',
    });
  });

  test('message queued while automatic turns are suppressed → user turn', () => {
    const continuation = { ...FRESH_CONTINUATION, suppressedBecause: 'no tool call' };
    expect(decide(stateWith(goalWith(), { inputs: ['m'], continuation }), NOW_MS)).toMatchObject({
      kind: 'user',
    });
  });

  test('active goal, nothing else → continuation', () => {
    expect(decide(stateWith(goalWith()), NOW_MS)).toMatchObject({ action: 'turn', kind: 'continuation' });
  });

  test('suppressed → idle, and the reason says what would help', () => {
    const continuation = { ...FRESH_CONTINUATION, suppressedBecause: 'no tool call' };
    const next = decide(stateWith(goalWith(), { continuation }), NOW_MS);
    expect(next.action).toBe('idle');
    expect(next.reason).toContain('resume');
  });

  test('back-off → waits until its end, then continues', () => {
    const continuation = { ...FRESH_CONTINUATION, failingTurns: 1, notBeforeMs: NOW_MS + 5_000 };
    const state = stateWith(goalWith(), { continuation });
    expect(decide(state, NOW_MS)).toMatchObject({ action: 'wait', untilMs: NOW_MS + 5_000 });
    expect(decide(state, NOW_MS + 5_000).action).toBe('turn');
  });

  test('budget used up while active → limitBudget, naming the dimension', () => {
    const goal = goalWith({ budget: { tokens: 100 }, usage: { ...NO_USAGE, inputTokens: 100 } });
    expect(decide(stateWith(goal), NOW_MS)).toEqual({ action: 'limitBudget', reason: 'tokens: 100 of 100' });
  });

  test('budgetLimited → exactly one wrap-up turn, then idle', () => {
    const limited = goalWith({ status: 'budgetLimited' });
    expect(decide(stateWith(limited), NOW_MS)).toMatchObject({ action: 'turn', kind: 'wrapUp' });
    expect(decide(stateWith({ ...limited, hasWrappedUp: true }), NOW_MS).action).toBe('idle');
  });

  test('any state whose goal is not active → never an automatic turn', () => {
    const statuses: GoalStatus[] = ['paused', 'blocked', 'usageLimited', 'budgetLimited', 'complete'];
    fc.assert(
      fc.property(fc.constantFrom(...statuses), fc.boolean(), fc.nat(3), (status, hasBaseline, inputs) => {
        const goal = goalWith({ status, hasBaseline, hasWrappedUp: true });
        const next = decide(stateWith(goal, { inputs: Array(inputs).fill('msg') }), NOW_MS);
        if (next.action === 'turn') expect(next.kind).toBe('user');
        if (inputs === 0) expect(next.action).toBe('idle');
      }),
    );
  });
});
