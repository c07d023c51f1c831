import { describe, expect, test } from '@jest/globals';
import type { GoalRecord } from '../../../journal/journal.ts';
import { nextTurn, recordedTurn } from '../../../server/context/next-turn.ts';
import { snapshotOf } from '../../../workflows/goal/goal.ts';
import type { ThreadState } from '../../../workflows/thread/state/thread-state.ts';
import { type LoopPhase, threadView } from '../../../workflows/view/thread-view.ts';
import { contractWith } from '../../support/contract/sample-contract.ts';
import { goalWith, heldBack, NOW_MS, stateWith, usageWith } from '../../support/workflow/thread-states.ts';

const IDLE: LoopPhase = { phase: 'idle', next: { action: 'idle', reason: 'no goal is set' } };
const RUNNING: LoopPhase = { phase: 'running', next: { action: 'turn', reason: 'a message is queued' } };

const turnOf = (state: ThreadState, doing = IDLE) => nextTurn(threadView(state, doing, NOW_MS), NOW_MS);

const inputs = [{ inputId: 'a' }];

describe('nextTurn', () => {
  test('no goal, nothing queued → the turn that a message would start', () => {
    expect(turnOf(stateWith(null))).toEqual({
      threadId: 'thr_1',
      kind: 'user',
      mayCallTools: true,
      takes: 'all',
    });
  });

  test('active goal → a continuation for it, with its figures and places in the journal', () => {
    const goal = goalWith({
      budget: { turns: 5 },
      usage: usageWith({ turns: 2 }),
      checksSeq: 4,
      ledgerSeq: 9,
    });
    expect(turnOf(stateWith(goal), RUNNING)).toMatchObject({
      kind: 'continuation',
      takes: 'steering',
      goal: { goalId: 'goal_1', left: { turns: 3 }, checksSeq: 4, ledgerSeq: 9 },
    });
  });

  test('a queued message → a user turn, which goes on with the goal; behind a running turn it waits', () => {
    expect(turnOf(stateWith(goalWith(), { inputs }))).toMatchObject({
      kind: 'user',
      goal: { goalId: 'goal_1' },
    });
    expect(turnOf(stateWith(goalWith(), { inputs }), RUNNING).kind).toBe('continuation');
  });

  test('budget used up → the wrap-up without tools, once', () => {
    const spent = goalWith({ status: 'budgetLimited' });
    expect(turnOf(stateWith(spent))).toMatchObject({
      kind: 'wrapUp',
      mayCallTools: false,
      goal: { status: 'budgetLimited' },
    });
    expect(turnOf(stateWith({ ...spent, hasWrappedUp: true }))).not.toHaveProperty('goal');
  });

  test.each(['paused', 'blocked', 'usageLimited', 'complete'] as const)(
    'goal that is %s → not talked about',
    (status) => {
      expect(turnOf(stateWith(goalWith({ status })))).not.toHaveProperty('goal');
    },
  );

  test('plan mode → the goal is shown, also one that does not run', () => {
    for (const status of ['active', 'paused'] as const)
      expect(turnOf(stateWith(goalWith({ status }), { mode: 'plan' }))).toMatchObject({
        ...{ kind: 'user', isPlanning: true },
        goal: { status },
      });
    expect(turnOf(stateWith(null, { mode: 'plan' }))).not.toHaveProperty('goal');
  });

  test('a blocker named in the last turn → counted', () => {
    const continuation = heldBack({ blocker: { name: 'x', turns: 2, lastTurn: 7, switched: false } });
    expect(turnOf(stateWith(goalWith(), { turn: 7, continuation })).goal?.blockedTurns).toBe(2);
  });
});

describe('recordedTurn', () => {
  const recordOf = (fields: Parameters<typeof goalWith>[0] = {}): GoalRecord => ({
    snapshot: snapshotOf(goalWith(fields)),
    contract: contractWith({ budget: { turns: 5 } }),
  });

  test('active goal → a continuation, with what the journal knows of it', () => {
    const usage = usageWith({ inputTokens: 50, turns: 1 });
    const record = recordOf({ usage, refusedAudits: 2, auditSeq: 8 });
    expect(recordedTurn('thr_1', record, 7, NOW_MS)).toEqual({
      threadId: 'thr_1',
      kind: 'continuation',
      mayCallTools: true,
      takes: 'all',
      goal: {
        ...{ goalId: 'goal_1', revision: 1, status: 'active', tokensUsed: 50, left: { turns: 4 } },
        ...{ refusedAudits: 2, checksSeq: 7, auditSeq: 8 },
      },
    });
    expect(recordedTurn('thr_1', recordOf(), undefined, NOW_MS).goal).not.toHaveProperty('checksSeq');
  });

  test('no goal, or one that does not run → a turn without it', () => {
    expect(recordedTurn('thr_1', undefined, undefined, NOW_MS)).not.toHaveProperty('goal');
    expect(recordedTurn('thr_1', recordOf({ status: 'paused' }), 7, NOW_MS)).not.toHaveProperty('goal');
  });
});
