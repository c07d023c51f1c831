import { expect, test } from '@jest/globals';
import { applyCommand } from '../../../workflows/command/apply-command.ts';
import { refusalOf } from '../../../workflows/command/refusal.ts';
import type { GoalStatus } from '../../../workflows/goal/goal.ts';
import { hasHeldClaim } from '../../../workflows/goal/goal.ts';
import { decide } from '../../../workflows/thread/decide.ts';
import {
  endPlacement,
  giveUpPlacement,
  MAX_PLACEMENTS,
  placesFor,
} from '../../../workflows/thread/placements.ts';
import { goalWith, NOW_MS, stateWith } from '../../support/workflow/thread-states.ts';

const place = (requestId: string) => ({ type: 'placeWork' as const, requestId });

test.each<GoalStatus | 'none'>(['none', 'active', 'paused', 'blocked', 'budgetLimited', 'complete'])(
  'placeWork with a goal that is %s → placed before anything else happens',
  (status) => {
    const state = stateWith(status === 'none' ? null : goalWith({ status }), {
      inputs: [{ inputId: 'msg_1' }],
    });
    const { state: asked, outcome } = applyCommand(state, place('p1'), NOW_MS);
    expect(outcome.applied).toBe(true);
    expect(decide(asked, NOW_MS)).toMatchObject({ action: 'place' });
    const placed = endPlacement(asked, 'p1', true);
    expect(decide(placed, NOW_MS).action).not.toBe('place');
    expect(placed.goal?.hasBaseline).toBe(status === 'none' ? undefined : status === 'complete');
  },
);

test('endPlacement: of one among several → the others wait; of one that was not placed → the results stay', () => {
  const first = applyCommand(stateWith(goalWith()), place('p1'), NOW_MS).state;
  const both = applyCommand(first, place('p2'), NOW_MS).state;
  const left = endPlacement(both, 'p1', false);
  expect(left).toMatchObject({ placements: ['p2'], goal: { hasBaseline: true } });
  expect(endPlacement(left, 'p2', false).placements).toBeUndefined();
});

test('giveUpPlacement: → on record, and nothing waits', () => {
  const state = giveUpPlacement(stateWith(null, { placements: ['p1'] }), 'p1', 'no disk', NOW_MS);
  expect(state.placements).toBeUndefined();
  expect(state.events).toMatchObject([{ type: 'workNotPlaced', requestId: 'p1', reason: 'no disk' }]);
});

test('placeWork over a claim that is held → the claim lapses: it was made of other files', () => {
  const goal = goalWith({ status: 'paused', provenClaim: { checksSeq: 4, reason: 'proven' } });
  const { state } = applyCommand(stateWith(goal), place('p1'), NOW_MS);
  expect(state.goal !== null && hasHeldClaim(state.goal)).toBe(false);
});

test('placesFor: a finished goal keeps what was accepted; one under way does not', () => {
  expect(placesFor(stateWith(goalWith({ status: 'complete' })))).toBeUndefined();
  expect(placesFor(stateWith(goalWith({ status: 'paused' })))).toEqual({ goalId: 'goal_1', revision: 1 });
});

test('placeWork beyond what may wait → refused', () => {
  const placements = Array.from({ length: MAX_PLACEMENTS }, (_, index) => `p${index}`);
  expect(refusalOf(stateWith(null, { placements }), place('more'), NOW_MS)).toBe('queueFull');
});
