import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { applyCommand } from '../../../workflows/command/apply-command.ts';
import type { Command } from '../../../workflows/command/command.ts';
import { findOutcome } from '../../../workflows/thread/state/outcome.ts';
import {
  goalWith,
  NOW_MS,
  newGoalWith,
  setGoalWith,
  stateWith,
} from '../../support/workflow/thread-states.ts';

describe('requests by id', () => {
  test('any sequence with repeated ids → a repeat changes nothing and gets the first answer', () => {
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
              ? setGoalWith({ ...fields, requestId, goal: newGoalWith({ goalId: `goal_${requestId}` }) })
              : { ...fields, requestId };
          const applied = applyCommand(state, full as Command, NOW_MS);
          if (first.has(requestId)) {
            expect(applied.state).toBe(state);
            expect(applied.outcome).toEqual(first.get(requestId));
          } else first.set(requestId, applied.outcome);
          state = applied.state;
        }
      }),
    );
  });

  test('a refused request, repeated when it would be allowed → still the first answer', () => {
    const pause: Command = { type: 'pause', requestId: 'r1' };
    const refused = applyCommand(stateWith(null), pause, NOW_MS);
    const later = { ...refused.state, goal: goalWith() };
    expect(applyCommand(later, pause, NOW_MS)).toEqual({ state: later, outcome: refused.outcome });
  });

  test('more than 200 → the oldest is forgotten, and its request would act anew', () => {
    let state = stateWith(goalWith());
    for (let i = 0; i <= 200; i++)
      state = applyCommand(state, { type: 'pause', requestId: `r${i}` }, NOW_MS).state;
    expect(state.outcomes).toHaveLength(200);
    expect(findOutcome(state.outcomes, 'r0')).toBeUndefined();
    expect(findOutcome(state.outcomes, 'r1')).toMatchObject({ applied: true });
  });
});
