import { describe, expect, test } from '@jest/globals';
import { applyCommand } from '../../../workflows/command/apply-command.ts';
import type { LifecycleCommand } from '../../../workflows/command/command.ts';
import { withReason } from '../../../workflows/command/told-reason.ts';
import { goalWith, NOW_MS, stateWith } from '../../support/workflow/thread-states.ts';

const recorded = (goal: Parameters<typeof stateWith>[0], fields: Partial<LifecycleCommand>) => {
  const before = stateWith(goal);
  const command = { type: 'interrupt' as const, requestId: 'r', ...fields };
  const { state } = applyCommand(before, command, NOW_MS);
  return withReason(before, state, command, NOW_MS)?.events.at(-1);
};

describe('withReason', () => {
  test.each([
    ['an interrupt without a goal', null, {}],
    ['an interrupt of a goal that is paused', goalWith({ status: 'paused' }), {}],
    ['a pause of a goal that is paused', goalWith({ status: 'paused' }), { type: 'pause' as const }],
  ])('%s, with a reason → on record', (_, goal, fields) => {
    const command = 'type' in fields ? fields.type : 'interrupt';
    expect(recorded(goal, { ...fields, reason: ' wrong branch ' })).toMatchObject({
      ...{ type: 'reasonGiven', command, reason: 'wrong branch' },
    });
  });

  test.each([
    ['no reason', null, {}],
    ['an empty one', null, { reason: ' ' }],
    ['a stop that the change of the goal tells', goalWith(), { reason: 'x' }],
    ['another command', null, { type: 'wake' as const, reason: 'x' }],
  ])('%s → nothing', (_, goal, fields) => {
    expect(recorded(goal, fields)).toBeUndefined();
  });
});
