import { describe, expect, test } from '@jest/globals';
import { budgetLeft } from '../../../workflows/budget/budget.ts';
import { NO_USAGE } from '../../../workflows/budget/usage.ts';
import type { GoalStatus } from '../../../workflows/goal/goal.ts';
import type { ThreadState } from '../../../workflows/thread/state/thread-state.ts';
import {
  type CallDecision,
  type CallInTurn,
  decideCall,
  wantsEnd,
} from '../../../workflows/turn/decide-call.ts';
import type { Ask, ToolCallRef } from '../../../workflows/turn/tool-call-ref.ts';
import {
  GOAL_REF,
  goalWith,
  heldBack,
  NOW_MS,
  newGoalWith,
  policyWith,
  stateWith,
} from '../../support/workflow/thread-states.ts';

const active = stateWith(goalWith(), { turn: 1 });
const call = (fields: Partial<ToolCallRef> = {}): ToolCallRef => ({
  callId: 'call_1',
  readOnly: false,
  isWork: true,
  label: 'shell npm test',
  ...fields,
});
const rule = (state: ThreadState, fields: Partial<ToolCallRef>, made: Partial<CallInTurn> = {}) =>
  decideCall(
    state,
    { call: call(fields), kind: 'continuation', goal: GOAL_REF, seq: 9, replySeq: 8, ...made },
    NOW_MS,
  );
const ask = (state: ThreadState, asks: Ask, made: Partial<CallInTurn> = {}) =>
  rule(state, { isWork: false, asks }, made);

/** A refusal answers the call, goes on, and changes nothing. */
function expectRefused(ruled: CallDecision, state: ThreadState, text: RegExp): void {
  expect(ruled).toMatchObject({ action: 'answer', endsTurn: false, ruling: { granted: false } });
  if (ruled.action !== 'answer') return;
  expect(ruled.state).toBe(state);
  expect(ruled.ruling.text).toMatch(text);
}

/** What a granted call leaves behind. */
function granted(ruled: CallDecision, endsTurn: boolean): ThreadState {
  expect(ruled).toMatchObject({ action: 'answer', endsTurn, ruling: { granted: true } });
  return ruled.action === 'answer' ? ruled.state : stateWith(null);
}

describe('decideCall: ordinary calls', () => {
  test('work → runs', () => {
    expect(rule(active, {})).toEqual({ action: 'run' });
    expect(decideCall(stateWith(null), { call: call(), kind: 'user', seq: 2, replySeq: 1 }, NOW_MS)).toEqual({
      action: 'run',
    });
  });

  test('a tool that the boundaries leave out → refused, saying so', () => {
    const forbidden = { readOnly: true, isWork: false, isForbidden: true as const };
    expectRefused(rule(active, forbidden), active, /boundaries do not allow this tool/);
  });

  test('plan mode → work is refused; reading, planning and what cannot change anything run', () => {
    const plan: ThreadState = { ...active, mode: 'plan' };
    expect(rule(plan, { runsInPlan: true })).toEqual({ action: 'run', isReadOnly: true });
    expect(rule(active, { runsInPlan: true })).toEqual({ action: 'run' });
    expectRefused(rule(plan, {}), plan, /plan mode/);
    expect(rule(plan, { readOnly: true })).toEqual({ action: 'run' });
    expect(rule(plan, { isWork: false })).toEqual({ action: 'run' });
  });
});

describe('decideCall: a second end in one reply', () => {
  const ends: Partial<ToolCallRef>[] = [
    { claim: { status: 'complete' } },
    { claim: { status: 'blocked', blocker: 'x' } },
    { asks: { for: 'wait', seconds: 60 } },
    { asks: { for: 'input' } },
  ];

  test.each(ends)('%j behind another one → refused: the first decides', (fields) => {
    expect(wantsEnd(call(fields))).toBe(true);
    expectRefused(rule(active, fields, { isSecondEnd: true }), active, /the first decides/);
  });

  test('work → wants none', () => {
    expect(wantsEnd(call())).toBe(false);
  });
});

describe('decideCall: complete', () => {
  const complete = { claim: { status: 'complete' } } as const;

  test('active goal, in the revision that the request showed → put to the proof', () => {
    expect(rule(active, complete)).toEqual({ action: 'audit', goal: GOAL_REF });
  });

  test('edited since the request → refused: the claim is about another contract', () => {
    const edited = stateWith(goalWith({ revision: 2 }));
    expectRefused(rule(edited, complete), edited, /edited/);
  });

  test.each<GoalStatus>(['paused', 'blocked', 'usageLimited', 'budgetLimited', 'complete'])(
    'the goal is %s → refused [C134]',
    (status) => {
      const state = stateWith(goalWith({ status }));
      expectRefused(rule(state, complete), state, /no active goal/);
    },
  );

  test('no goal, or another than the turn works for → refused [C48]', () => {
    for (const state of [stateWith(null), stateWith(goalWith({ goalId: 'goal_2' }))])
      expectRefused(rule(state, complete), state, /no active goal/);
    const withoutGoal: CallInTurn = { call: call(complete), kind: 'user', seq: 9, replySeq: 8 };
    expectRefused(decideCall(active, withoutGoal, NOW_MS), active, /no active goal/);
  });
});

describe('decideCall: blocked', () => {
  const blocked = { claim: { status: 'blocked', blocker: 'no key' } } as const;

  test('too early → refused with the count, the turn goes on', () => {
    expect(rule(active, blocked)).toMatchObject({
      action: 'answer',
      endsTurn: false,
      ruling: { granted: false },
      state: { goal: { status: 'active' }, continuation: { blocker: { name: 'no key', turns: 1 } } },
    });
  });

  test('often enough → blocked, with the place of its account; the turn ends', () => {
    const hasty = stateWith(goalWith({ policy: policyWith({ blockedAfterTurns: 1 }) }), { turn: 1 });
    expect(granted(rule(hasty, blocked), true).goal).toMatchObject({ status: 'blocked', blockedSeq: 9 });
  });
});

describe('decideCall: wait', () => {
  const wait: Ask = { for: 'wait', seconds: 3_600, event: 'ci' };

  test('active goal → the thread waits, and the turn ends', () => {
    const state = granted(ask(active, wait), true);
    expect(state.wait).toEqual({ untilMs: NOW_MS + 3_600_000, event: 'ci', callId: 'call_1' });
  });

  test('the event has come already → the turn goes on', () => {
    const state = granted(ask({ ...active, arrivedEvents: ['ci'] }, wait), false);
    expect([state.wait, state.arrivedEvents]).toEqual([undefined, []]);
  });

  test('the goal is not active, is another, or there is none → refused', () => {
    for (const goal of [goalWith({ status: 'paused' }), goalWith({ goalId: 'goal_2' }), null]) {
      const state = stateWith(goal);
      expectRefused(ask(state, wait), state, /only an active goal/);
    }
  });
});

describe('decideCall: request_input', () => {
  const question: Ask = { for: 'input' };

  test('→ the question is open under the id of its call, and the turn ends; with a goal or without one', () => {
    for (const before of [active, stateWith(null)])
      expect(granted(ask(before, question), true).request).toEqual({
        inputId: 'input_call_1',
        seq: 9,
        replySeq: 8,
        askedAtMs: NOW_MS,
      });
  });

  test('a message of the user waits to be read → refused', () => {
    const state = { ...active, inputs: [{ inputId: 'msg_1' }] };
    expectRefused(ask(state, question), state, /waiting to be read/);
  });

  test('a question is open already → refused', () => {
    const state = granted(ask(active, question), true);
    expectRefused(ask(state, question), state, /waiting/);
  });
});

describe('decideCall: create_goal', () => {
  const create: Ask = { for: 'goal', goal: newGoalWith({ budget: { tokens: 123 } }) };
  const user = { kind: 'user' } as const;

  test('the user asked for it on an empty thread → active, nothing spent, its whole budget left; the turn ends [C1]', () => {
    const { goal, events } = granted(ask(stateWith(null), create, user), true);
    expect(goal).toMatchObject({ goalId: 'goal_2', status: 'active', usage: NO_USAGE });
    expect(budgetLeft(goal?.budget ?? {}, NO_USAGE, NOW_MS)).toEqual({ tokens: 123 });
    expect(events).toMatchObject([{ change: 'set', actor: 'model' }]);
  });

  test('over a complete goal → a new one [C6]', () => {
    const state = granted(ask(stateWith(goalWith({ status: 'complete' })), create, user), true);
    expect(state.goal).toMatchObject({ goalId: 'goal_2', status: 'active', usage: NO_USAGE });
  });

  test.each<GoalStatus>(['active', 'paused', 'blocked', 'usageLimited', 'budgetLimited'])(
    'over one that is %s → refused, naming it [C4 C5]',
    (status) => {
      const state = stateWith(goalWith({ status }));
      expectRefused(ask(state, create, user), state, new RegExp(`unfinished goal \\(${status}\\)`));
    },
  );

  test('in a turn that no user began, or in plan mode → refused', () => {
    const empty = stateWith(null);
    for (const kind of ['continuation', 'wrapUp'] as const)
      expectRefused(ask(empty, create, { kind }), empty, /only when the user asks/);
    const plan: ThreadState = { ...empty, mode: 'plan' };
    expectRefused(ask(plan, create, user), plan, /only when the user asks/);
  });

  test('claims of the goal before it were refused → the new one counts its own', () => {
    const tired = heldBack({ refusedAudits: 19, suppressedBecause: 'x', failingTurns: 2 });
    const before = stateWith(goalWith({ status: 'complete' }), { continuation: tired });
    expect(granted(ask(before, create, user), true).continuation).toEqual(heldBack({}));
  });
});
