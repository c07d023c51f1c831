import { expect, test } from '@jest/globals';
import { applyCommand } from '../../../../workflows/command/apply-command.ts';
import { MAX_QUEUED_INPUTS } from '../../../../workflows/command/refusal.ts';
import { wake } from '../../../../workflows/thread/wait.ts';
import { outcomeWith } from '../../../support/contract/sample-contract.ts';
import { goalWith, NOW_MS, stateWith } from '../../../support/workflow/thread-states.ts';

/** It is as long as the interfaces let an id be. */
const longest = (prefix: string, index: number) => `${prefix}${index}_`.padEnd(128, 'x');

test('state: every log full, every id as long as it may be, 20 checks → below 100 KB, outbox aside', () => {
  const checks = Array.from({ length: 20 }, (_, index) =>
    outcomeWith({
      name: longest('check', index).slice(0, 100),
      passed: false,
      metric: 1.5,
      gap: 0.5,
      reason: 'x'.repeat(150),
    }),
  );
  const gaps = Object.fromEntries(checks.map(({ name }) => [name, 0.5]));
  let state = stateWith(
    goalWith({
      goalId: `goal_${'x'.repeat(36)}`,
      title: 'x'.repeat(200),
      statusReason: 'x'.repeat(500),
      status: 'budgetLimited',
      checks,
      best: { passed: 0, gaps },
    }),
  );
  for (let i = 0; i < MAX_QUEUED_INPUTS; i++) {
    const requestId = longest('m', i);
    const message = {
      type: 'postMessage',
      requestId,
      inputId: `msg_${requestId}`,
      delivery: 'steer',
    } as const;
    state = applyCommand(state, message, NOW_MS).state;
  }
  for (let i = 0; i < 30; i++) state = wake(state, longest('e', i).slice(0, 100), NOW_MS);
  for (let i = 0; i < 200; i++)
    state = applyCommand(state, { type: 'wake', requestId: longest('r', i) }, NOW_MS).state;
  expect([state.inputs.length, state.outcomes.length, state.arrivedEvents.length]).toEqual([100, 200, 20]);
  expect(JSON.stringify({ ...state, events: [] }).length).toBeLessThan(100_000);
});
