import { describe, expect, test } from '@jest/globals';
import { omit } from '../../../objects/omit.ts';
import { NO_USAGE } from '../../../workflows/budget/usage.ts';
import { applyCommand, refuse } from '../../../workflows/command/apply-command.ts';
import type { Command, LifecycleCommand } from '../../../workflows/command/command.ts';
import type { Goal, GoalStatus } from '../../../workflows/goal/goal.ts';
import { FRESH_CONTINUATION } from '../../../workflows/thread/state/continuation.ts';
import type { ThreadState } from '../../../workflows/thread/state/thread-state.ts';
import {
  claimQuestionWith,
  editGoalWith,
  eventTypes,
  goalWith,
  heldBack,
  NOW_MS,
  newGoalWith,
  setGoalWith,
  stateWith,
  usageWith,
} from '../../support/workflow/thread-states.ts';

const lifecycle = (type: LifecycleCommand['type'], fields: Partial<LifecycleCommand> = {}): Command => ({
  type,
  requestId: 'r1',
  ...fields,
});
const apply = (state: ThreadState, command: Command) => applyCommand(state, command, NOW_MS);
const of = (status: GoalStatus, fields: Partial<Goal> = {}) => stateWith(goalWith({ status, ...fields }));

const request = { inputId: 'input_1', seq: 2, replySeq: 1, askedAtMs: NOW_MS };
const WAITING = { wait: { untilMs: NOW_MS + 1 }, request, wokenBy: 'time' };

describe('applyCommand: setGoal', () => {
  test('on an empty thread → active, new id, usage 0, baseline still to run [C1 C21]', () => {
    const { state, outcome } = apply(stateWith(null), setGoalWith());
    expect(outcome).toEqual({ applied: true, goalId: 'goal_2', revision: 1, status: 'active' });
    expect(state.goal).toMatchObject({ goalId: 'goal_2', usage: NO_USAGE, hasBaseline: false });
  });

  test('over an unfinished goal → refused, goal untouched, refusal recorded [C4 C118]', () => {
    const before = of('paused');
    const { state, outcome } = apply(before, setGoalWith());
    expect(outcome).toEqual({
      applied: false,
      reason: 'goalUnfinished',
      goalId: 'goal_1',
      revision: 1,
      status: 'paused',
    });
    expect(state.goal).toBe(before.goal);
    expect(state.events).toMatchObject([
      { type: 'commandRefused', command: 'setGoal', reason: 'goalUnfinished' },
    ]);
  });

  test('twice at the same moment → exactly one wins [C7]', () => {
    const first = apply(stateWith(null), setGoalWith({ requestId: 'r1' }));
    const second = apply(
      first.state,
      setGoalWith({ requestId: 'r2', goal: newGoalWith({ goalId: 'goal_3' }) }),
    );
    expect([first.outcome.applied, second.outcome.applied]).toEqual([true, false]);
    expect(second.state.goal?.goalId).toBe('goal_2');
  });

  test('with replace → the old goal ends as cleared in the record, the new one is active [C13]', () => {
    const { state } = apply(of('active', { usage: usageWith({ turns: 3 }) }), setGoalWith({ replace: true }));
    expect(state.goal).toMatchObject({ goalId: 'goal_2', status: 'active', usage: NO_USAGE });
    expect(state.events).toMatchObject([
      { goal: { goalId: 'goal_1', status: 'cleared' } },
      { goal: { goalId: 'goal_2', status: 'active' } },
    ]);
  });

  test('over a complete goal → a new goal without asking to replace [C6 C118]', () => {
    expect(apply(of('complete'), setGoalWith()).outcome).toMatchObject({ applied: true, goalId: 'goal_2' });
  });
});

describe('applyCommand: editGoal', () => {
  test('→ the same goal one revision on, usage kept, recorded [C22]', () => {
    const usage = usageWith({ inputTokens: 50 });
    const edit = editGoalWith({ title: 'Smaller' });
    const { state, outcome } = applyCommand(of('active', { usage }), edit, NOW_MS + 5);
    expect(outcome).toEqual({ applied: true, goalId: 'goal_1', revision: 2, status: 'active' });
    expect(state.goal).toMatchObject({ title: 'Smaller', usage, setAtMs: NOW_MS, updatedAtMs: NOW_MS + 5 });
    expect(state.events).toMatchObject([{ change: 'edit', actor: 'user', goal: { revision: 2 } }]);
  });

  test('two from the same revision → the second is refused, so that it undoes nothing it has not seen [C28]', () => {
    const first = apply(of('active'), editGoalWith({ title: 'One' }, { requestId: 'r1' }));
    const second = apply(first.state, editGoalWith({ title: 'Two' }, { requestId: 'r2' }));
    expect(second.outcome).toMatchObject({ applied: false, reason: 'staleRevision', revision: 2 });
    expect(second.state.goal?.title).toBe('One');
  });

  test.each(['claim', 'check'])(
    'the budget below what is spent, while a person rules on a %s → the question stays: a word costs nothing',
    (about) => {
      const question = omit(claimQuestionWith(), 'kind');
      const contest = { kind: 'contestedCheck' as const, ...question, check: 'p95', callSeq: 7 };
      const open = about === 'claim' ? claimQuestionWith() : contest;
      const asking = { ...of('active', { usage: usageWith({ turns: 2 }) }), request: open };
      const edit = { budget: { turns: 1 }, keepsJudged: true as const };
      const { state } = apply(asking, editGoalWith(edit));
      expect([state.goal?.status, state.request?.inputId]).toEqual(['active', open.inputId]);
      const late = { budget: { deadline: new Date(NOW_MS).toISOString() }, keepsJudged: true as const };
      expect(apply(asking, editGoalWith(late)).state).toMatchObject({ goal: { status: 'budgetLimited' } });
      expect(apply(asking, editGoalWith(late)).state.request).toBeUndefined();
    },
  );

  test('active asked for of a held claim, with nothing left of the budget → complete; of work that goes on → it stays paused', () => {
    const spent = { budget: { turns: 1 }, usage: usageWith({ turns: 2 }) };
    const edit = { budget: spent.budget, status: 'active' as const, keepsJudged: true as const };
    const held = of('paused', { ...spent, provenClaim: { reason: 'proven', checksSeq: 5 } });
    expect(apply(held, editGoalWith(edit)).outcome).toMatchObject({ applied: true, status: 'complete' });
    expect(apply(of('paused', spent), editGoalWith(edit)).outcome).toMatchObject({ status: 'paused' });
    const late = { ...edit, budget: { deadline: new Date(NOW_MS).toISOString() } };
    expect(apply(held, editGoalWith(late)).outcome).toMatchObject({ status: 'paused' });
  });

  test('the budget below what is spent, while a question is open → the question is taken back', () => {
    const asking = { ...of('active', { usage: usageWith({ turns: 2 }) }), request };
    const { state } = apply(asking, editGoalWith({ budget: { turns: 1 } }));
    expect(state.goal?.status).toBe('budgetLimited');
    expect(state.request).toBeUndefined();
  });
});

describe('applyCommand: pause, resume, clear, interrupt', () => {
  test('pause then resume → paused for the reason given, then active [C87]', () => {
    const paused = apply(of('active'), lifecycle('pause', { reason: 'lunch' }));
    expect(paused.state.goal).toMatchObject({
      status: 'paused',
      statusReason: 'lunch',
      statusCause: { kind: 'pausedByUser' },
    });
    const resumed = apply(paused.state, lifecycle('resume', { requestId: 'r2' }));
    expect(resumed.state.goal).toMatchObject({
      status: 'active',
      statusReason: 'resumed by the user',
      statusCause: { kind: 'resumedByUser' },
    });
  });

  test('pause → what the model waits for or asked stays, for when it is resumed', () => {
    const { state } = apply({ ...of('active'), ...WAITING }, lifecycle('pause'));
    expect(state).toMatchObject(WAITING);
  });

  test('pause of a goal that is out of budget → stays so, with its reason [C33]', () => {
    const before = of('budgetLimited');
    const { state, outcome } = apply(before, lifecycle('pause'));
    expect([outcome.applied, state.goal]).toEqual([true, before.goal]);
  });

  test('resume → the wait is over, a summary turn is due anew, the obstacle and the reset time are gone', () => {
    const before = { ...of('blocked', { blockedSeq: 7, hasWrappedUp: true }), ...WAITING };
    const { state } = apply(before, lifecycle('resume'));
    expect(state.goal).toMatchObject({ status: 'active', hasWrappedUp: false });
    expect(state.goal).not.toHaveProperty('blockedSeq');
    expect([state.wait, state.wokenBy]).toEqual([undefined, 'resume']);
  });

  test('resume of a budgetLimited goal with nothing left → refused [C31]', () => {
    const spent = of('budgetLimited', { budget: { turns: 1 }, usage: usageWith({ turns: 1 }) });
    expect(apply(spent, lifecycle('resume')).outcome).toMatchObject({
      applied: false,
      reason: 'budgetExhausted',
      status: 'budgetLimited',
    });
  });

  test('resume of one whose budget was raised → goes on, and may sum up once more [C32]', () => {
    const raised = of('budgetLimited', {
      budget: { turns: 2 },
      usage: usageWith({ turns: 1 }),
      hasWrappedUp: true,
    });
    expect(apply(raised, lifecycle('resume')).state.goal).toMatchObject({
      status: 'active',
      hasWrappedUp: false,
    });
  });

  test('clear → the thread has no goal, the record has it as cleared, the outcome names it; again → refused [C20]', () => {
    const { state, outcome } = apply({ ...of('active'), ...WAITING }, lifecycle('clear'));
    expect(outcome).toEqual({ applied: true, goalId: 'goal_1', revision: 1, status: 'cleared' });
    expect([state.goal, state.wait, state.request]).toEqual([null, undefined, undefined]);
    expect(eventTypes(state)).toEqual(['inputWithdrawn', 'goalChanged']);
    const again = apply(state, lifecycle('clear', { requestId: 'r2' }));
    expect(again.outcome).toEqual({ applied: false, reason: 'noGoal' });
    expect(again.state.events.slice(2)).toMatchObject([{ type: 'commandRefused' }]);
  });

  test('interrupt → the active goal is paused, what the model waits for or asked is gone [C98 C121]', () => {
    const { state } = apply({ ...of('active'), ...WAITING }, lifecycle('interrupt'));
    expect(state.goal).toMatchObject({ status: 'paused', statusReason: 'interrupted by the user' });
    expect([state.wait, state.request, state.wokenBy]).toEqual([undefined, undefined, undefined]);
    expect(eventTypes(state)).toEqual(['inputWithdrawn', 'goalChanged']);
  });

  test('interrupt without a goal, or over another status → applied, for the sake of the running turn; the status stays [C33]', () => {
    expect(apply(stateWith(null), lifecycle('interrupt')).outcome).toEqual({ applied: true });
    for (const status of ['blocked', 'budgetLimited', 'complete'] as const) {
      const before = of(status);
      const { state, outcome } = apply(before, lifecycle('interrupt'));
      expect([outcome.applied, state.goal]).toEqual([true, before.goal]);
    }
  });

  test('stale revision → refused [C28]', () => {
    for (const type of ['pause', 'resume', 'clear', 'interrupt'] as const)
      expect(apply(of('active'), lifecycle(type, { ifRevision: 7 })).outcome.reason).toBe('staleRevision');
  });

  test('archive → the thread ends at the next boundary', () => {
    expect(apply(of('active'), lifecycle('archive')).state.isArchiving).toBe(true);
  });
});

describe('applyCommand: what a command lifts', () => {
  const tired = heldBack({ suppressedBecause: 'x', failingTurns: 2, idleTurns: 3, notBeforeMs: NOW_MS + 9 });
  const commands: Command[] = [
    editGoalWith(),
    lifecycle('pause'),
    lifecycle('resume'),
    lifecycle('interrupt'),
    lifecycle('wake'),
    { type: 'postMessage', requestId: 'r1', inputId: 'm' },
    { type: 'setMode', requestId: 'r1', mode: 'default' },
    { type: 'answerInput', requestId: 'r1', inputId: 'input_1', messageId: 'm' },
    setGoalWith({ replace: true }),
  ];

  test.each(commands.map((command) => [command.type, command] as const))(
    '%s → counters afresh, nothing is held back, the main loop looks anew [C87]',
    (_, command) => {
      const { state } = apply({ ...of('active'), continuation: tired, request }, command);
      expect(state.continuation).toEqual(FRESH_CONTINUATION);
      expect(state.changes).toBeGreaterThan(0);
    },
  );

  test('a refused command, an event that nobody waits for → lifts nothing', () => {
    const before = { ...of('active'), continuation: tired };
    expect(apply(before, setGoalWith()).state.continuation).toBe(tired);
    const kept = apply(before, lifecycle('wake', { event: 'ci' }));
    expect(kept.state.continuation).toBe(tired);
    expect(kept.outcome).toMatchObject({ applied: true, isKept: true });
  });
});

test('refuse: unreadable signal → remembered under its request id, the goal unchanged, the name cut', () => {
  const before = of('active');
  const { state, outcome } = refuse(before, 'r9', 'x'.repeat(300), 'badPayload', NOW_MS);
  expect(outcome).toMatchObject({ applied: false, reason: 'badPayload', goalId: 'goal_1' });
  expect(state.goal).toBe(before.goal);
  expect(state.outcomes.at(-1)?.requestId).toBe('r9');
  expect(state.events).toMatchObject([{ command: 'x'.repeat(100) }]);
});
