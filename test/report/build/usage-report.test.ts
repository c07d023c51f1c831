import { describe, expect, test } from '@jest/globals';
import { defined } from '../../../objects/defined.ts';
import { usageReport } from '../../../report/build/usage-report.ts';
import { GoalEventFold } from '../../../report/source/goal-events.ts';
import { NO_USAGE, type Usage } from '../../../workflows/budget/usage.ts';
import type { JournalEvent } from '../../../workflows/thread/state/journal-event.ts';
import { contractWith } from '../../support/contract/sample-contract.ts';
import { goalWith } from '../../support/workflow/thread-states.ts';

const used = (outputTokens: number, fields: Partial<Usage> = {}): Usage => ({
  ...NO_USAGE,
  outputTokens,
  ...fields,
});
const goal = { goalId: 'g1', revision: 1 };
const started = (turn: number, kind: 'continuation' | 'wrapUp' = 'continuation'): JournalEvent => ({
  ...{ type: 'turnStarted', kind, goal, cause: 0 },
  ...{ seq: 2 * turn, turn, atMs: 2_000 * turn },
});
const ended = (turn: number, tokens: number, goalUsage?: Usage): JournalEvent => ({
  ...{ type: 'turnEnded', kind: 'continuation', toolCalls: 1, tokens },
  ...{ seq: 2 * turn + 1, turn, atMs: 2_000 * turn + 1_000 },
  ...defined({ goalUsage }),
});

/** `usage`: of the last recorded change of the goal, which came after all of these events. */
function reportOf(usage: Usage, events: readonly JournalEvent[], budget = {}) {
  const fold = new GoalEventFold('g1');
  for (const event of events) fold.add(event);
  const snapshot = goalWith({ goalId: 'g1', usage, updatedAtMs: 1_000_000 });
  const contract = contractWith({ budget });
  return usageReport({ snapshot, events: fold.result(), contracts: [{ revision: 1, contract }] }, 2_000_000);
}

describe('usageReport', () => {
  test('a turn runs → its row has what the goal has used since the last one ended', () => {
    const { total, byTurn, beside } = reportOf(used(500, { toolCalls: 4 }), [
      started(1),
      ended(1, 300, used(300, { toolCalls: 1 })),
      started(2),
    ]);
    expect(byTurn.shown.map(({ tokens, toolCalls }) => [tokens, toolCalls])).toEqual([
      [300, 1],
      [200, 3],
    ]);
    expect([total.tokens, beside]).toEqual([500, undefined]);
  });

  test('the goal has used more than its turns, or less → the difference is said', () => {
    const more = reportOf(used(500, { toolCalls: 1 }), [
      started(1),
      ended(1, 300, used(350, { toolCalls: 1 })),
    ]);
    expect(more.beside).toEqual({ tokens: 200, toolCalls: 0 });
    const running = reportOf(used(500, { toolCalls: 1 }), [
      started(1),
      ended(1, 300, used(350, { toolCalls: 1 })),
      started(2),
    ]);
    expect(running.byTurn.shown[1]).toMatchObject({ tokens: 150, durationSeconds: null });
    expect(running.beside).toEqual({ tokens: 50, toolCalls: 0 });
  });

  test('a wrap-up turn behind the last one that the budget pays for → is no turn of the budget', () => {
    const events = [started(1), ended(1, 10), started(2, 'wrapUp'), ended(2, 10)];
    const { total, budget } = reportOf(used(20, { turns: 2 }), events, { turns: 1 });
    expect(total).toMatchObject({ turns: 2, wrapUpTurns: 1 });
    expect(budget).toEqual([{ dimension: 'turns', used: 1, limit: 1, isReached: true }]);
  });
});
