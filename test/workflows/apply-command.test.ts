import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { applyCommand, MAX_QUEUED_INPUTS, refuse } from '../../workflows/apply-command.ts';
import type { Command } from '../../workflows/command.ts';
import { DEFAULT_POLICY } from '../../workflows/contract.ts';
import { FRESH_CONTINUATION } from '../../workflows/thread-state.ts';
import { NO_USAGE } from '../../workflows/usage.ts';
import { goalWith, NOW_MS, stateWith } from '../support/thread-states.ts';

const setGoal = (requestId: string, goalId: string, replace = false): Command => ({
  type: 'setGoal',
  requestId,
  replace,
  goal: { goalId, title: goalId, budget: {}, policy: DEFAULT_POLICY },
});

describe('applyCommand', () => {
  test('setGoal on an empty thread → active, new id, usage 0, baseline still to run', () => {
    const { state, outcome } = applyCommand(stateWith(null), setGoal('r1', 'goal_a'), NOW_MS);
    expect(outcome).toEqual({ applied: true, goalId: 'goal_a', revision: 1, status: 'active' });
    expect(state.goal).toMatchObject({ goalId: 'goal_a', usage: NO_USAGE, hasBaseline: false });
  });

  test('setGoal over an unfinished goal → refused, goal untouched, refusal recorded', () => {
    const before = stateWith(goalWith({ status: 'paused' }));
    const { state, outcome } = applyCommand(before, setGoal('r1', 'goal_b'), NOW_MS);
    expect(outcome).toMatchObject({
      applied: false,
      reason: 'goalUnfinished',
      goalId: 'goal_1',
      status: 'paused',
    });
    expect(state.goal).toBe(before.goal);
    expect(state.events.at(-1)).toMatchObject({
      type: 'commandRefused',
      command: 'setGoal',
      reason: 'goalUnfinished',
    });
  });

  test('setGoal with replace → the old goal ends as cleared in the record, the new one is active', () => {
    const { state } = applyCommand(stateWith(goalWith()), setGoal('r1', 'goal_b', true), NOW_MS);
    expect(state.goal).toMatchObject({ goalId: 'goal_b', status: 'active' });
    expect(
      state.events.map((event) => event.type === 'goalChanged' && [event.goal.goalId, event.goal.status]),
    ).toEqual([
      ['goal_1', 'cleared'],
      ['goal_b', 'active'],
    ]);
  });

  test('setGoal over a complete goal → a new goal without asking to replace', () => {
    const { outcome } = applyCommand(
      stateWith(goalWith({ status: 'complete' })),
      setGoal('r1', 'goal_b'),
      NOW_MS,
    );
    expect(outcome.applied).toBe(true);
  });

  test('pause then resume → paused, then active with fresh counters', () => {
    const tired = stateWith(goalWith(), {
      continuation: { ...FRESH_CONTINUATION, suppressedBecause: 'x', failingTurns: 2 },
    });
    const paused = applyCommand(tired, { type: 'pause', requestId: 'r1', reason: 'lunch' }, NOW_MS);
    expect(paused.state.goal).toMatchObject({ status: 'paused', statusReason: 'lunch' });
    const resumed = applyCommand(paused.state, { type: 'resume', requestId: 'r2' }, NOW_MS);
    expect(resumed.state.goal?.status).toBe('active');
    expect(resumed.state.continuation).toEqual(FRESH_CONTINUATION);
  });

  test('clear → the thread has no goal, the record has it as cleared, the outcome names it', () => {
    const { state, outcome } = applyCommand(
      stateWith(goalWith()),
      { type: 'clear', requestId: 'r1' },
      NOW_MS,
    );
    expect(state.goal).toBeNull();
    expect(outcome).toMatchObject({ applied: true, goalId: 'goal_1', status: 'cleared' });
    expect(state.events.at(-1)).toMatchObject({ type: 'goalChanged', goal: { status: 'cleared' } });
  });

  test('interrupt → the active goal is paused; without a goal, or over another status, it still stops the turn', () => {
    const interrupt: Command = { type: 'interrupt', requestId: 'r1' };
    const paused = applyCommand(stateWith(goalWith()), interrupt, NOW_MS);
    expect(paused.state.goal).toMatchObject({ status: 'paused', statusReason: 'interrupted by the user' });
    expect(applyCommand(stateWith(null), interrupt, NOW_MS).outcome).toEqual({ applied: true });
    const complete = applyCommand(stateWith(goalWith({ status: 'complete' })), interrupt, NOW_MS);
    expect(complete.outcome).toMatchObject({ applied: true, status: 'complete' });
    const limited = applyCommand(stateWith(goalWith({ status: 'budgetLimited' })), interrupt, NOW_MS);
    expect(limited.state.goal?.status).toBe('budgetLimited');
  });

  test('lifecycle command without a goal → refused', () => {
    const { outcome } = applyCommand(stateWith(null), { type: 'pause', requestId: 'r1' }, NOW_MS);
    expect(outcome).toEqual({ applied: false, reason: 'noGoal' });
  });

  test('stale revision → refused', () => {
    for (const type of ['pause', 'resume', 'clear', 'interrupt'] as const) {
      const command: Command = { type, requestId: 'r1', ifRevision: 7 };
      expect(applyCommand(stateWith(goalWith()), command, NOW_MS).outcome.reason).toBe('staleRevision');
    }
  });

  test('resume of a budgetLimited goal with nothing left → refused', () => {
    const goal = goalWith({
      status: 'budgetLimited',
      budget: { turns: 1 },
      usage: { ...NO_USAGE, turns: 1 },
    });
    const { outcome } = applyCommand(stateWith(goal), { type: 'resume', requestId: 'r1' }, NOW_MS);
    expect(outcome).toMatchObject({ applied: false, reason: 'budgetExhausted' });
  });

  test('message over the limit of the queue → refused', () => {
    const full = stateWith(null, { inputs: Array(MAX_QUEUED_INPUTS).fill('msg') });
    const { outcome } = applyCommand(
      full,
      { type: 'postMessage', requestId: 'r1', inputId: 'msg_x' },
      NOW_MS,
    );
    expect(outcome.reason).toBe('queueFull');
  });

  test('unreadable signal → refusal remembered under its request id, state otherwise unchanged', () => {
    const before = stateWith(goalWith());
    const { state, outcome } = refuse(before, 'r9', 'pause', 'badPayload', NOW_MS);
    expect(outcome).toMatchObject({ applied: false, reason: 'badPayload' });
    expect(state.goal).toBe(before.goal);
    expect(state.outcomes.at(-1)?.requestId).toBe('r9');
  });

  test('any sequence with repeated request ids → a repeat changes nothing and gets the first answer', () => {
    const command = fc.oneof(
      fc.record({ type: fc.constantFrom('pause' as const, 'resume' as const, 'clear' as const) }),
      fc.record({ type: fc.constant('postMessage' as const), inputId: fc.string() }),
      fc.boolean().map((replace) => ({ type: 'setGoal' as const, replace })),
    );
    const request = fc.tuple(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'), command);
    fc.assert(
      fc.property(fc.array(request, { maxLength: 30 }), (requests) => {
        let state = stateWith(null);
        const first = new Map<string, unknown>();
        for (const [requestId, fields] of requests) {
          const full =
            fields.type === 'setGoal'
              ? setGoal(requestId, `goal_${requestId}`, fields.replace)
              : { ...fields, requestId };
          const applied = applyCommand(state, full as Command, NOW_MS);
          if (first.has(requestId)) {
            expect(applied.state).toBe(state);
            expect(applied.outcome).toEqual(first.get(requestId));
          } else first.set(requestId, applied.outcome);
          state = applied.state;
        }
        expect(state.events.map(({ seq }) => seq)).toEqual(state.events.map((_, index) => index + 1));
      }),
    );
  });
});
