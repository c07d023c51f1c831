import { describe, expect, test } from '@jest/globals';
import { NO_USAGE } from '../../../workflows/budget/usage.ts';
import type { Goal } from '../../../workflows/goal/goal.ts';
import type { Next } from '../../../workflows/thread/decide.ts';
import {
  doingView,
  goalLive,
  nextView,
  type Phase,
  phaseOf,
  threadView,
} from '../../../workflows/view/thread-view.ts';
import { goalWith, heldBack, NOW_MS, stateWith, usageWith } from '../../support/workflow/thread-states.ts';

const IDLE = { phase: 'idle', next: { action: 'idle', reason: 'no goal is set' } } as const;

describe('threadView', () => {
  test('no goal → the thread alone', () => {
    const inputs = [{ inputId: 'a' }, { inputId: 'b' }];
    expect(threadView(stateWith(null, { inputs, turn: 3, seq: 9 }), IDLE, NOW_MS)).toEqual({
      threadId: 'thr_1',
      tenantId: 'default',
      mode: 'default',
      ...IDLE,
      goal: null,
      actions: ['set', 'message', 'archive'],
      turn: 3,
      queuedInputs: 2,
      told: {},
      usage: NO_USAGE,
      seq: 9,
    });
  });

  test('an open question, a wait, plan mode → are shown', () => {
    const request = { inputId: 'input_1', seq: 2, replySeq: 1, askedAtMs: NOW_MS };
    const wait = { untilMs: NOW_MS + 1, event: 'ci' };
    expect(threadView(stateWith(null, { request, wait, mode: 'plan' }), IDLE, NOW_MS)).toMatchObject({
      request,
      wait,
      mode: 'plan',
    });
  });
});

describe('threadView: a named blocker', () => {
  const named = (turn: number) => ({
    continuation: heldBack({ blocker: { name: 'x', turns: 2, lastTurn: turn, switched: false } }),
    turn: 5,
  });
  const shown = (lastTurn: number, phase: Phase) =>
    threadView(stateWith(goalWith(), named(lastTurn)), { ...IDLE, phase }, NOW_MS).blockedTurns;

  test('in the running turn or the one before it → still counts', () => {
    expect([5, 4, 3].map((lastTurn) => shown(lastTurn, 'running'))).toEqual([2, 2, undefined]);
    expect(shown(4, 'auditing')).toBe(2);
  });

  test('not in the last turn of a resting thread → the next turn breaks the row', () => {
    expect([5, 4].map((lastTurn) => shown(lastTurn, 'idle'))).toEqual([2, undefined]);
  });
});

describe('threadView: while something runs', () => {
  const next = { action: 'turn', reason: 'the goal is active' } as const;

  test('after which the thread goes on → what runs', () => {
    for (const phase of ['running', 'auditing'] as const)
      expect(threadView(stateWith(goalWith()), { phase, next }, NOW_MS).next).toEqual(next);
  });

  test('→ what it is, since when, until when at most', () => {
    const work = [{ what: 'toolCall', summary: 'turn 3 · shell npm test', sinceMs: 5, untilMs: 9 }] as const;
    const { running } = threadView(stateWith(goalWith()), { phase: 'running', next, work }, NOW_MS).next;
    expect(running).toEqual(work);
  });

  test('after which it rests → that it rests then, why, and until when', () => {
    const paused = stateWith(goalWith({ status: 'paused' }));
    expect(threadView(paused, { phase: 'running', next }, NOW_MS).next).toEqual({
      action: 'running',
      reason: 'what runs now ends first; then: the goal is paused: set by the user',
    });
    const complete = stateWith(goalWith({ status: 'complete', statusReason: 'proven by tests' }));
    expect(threadView(complete, { phase: 'running', next }, NOW_MS).next.reason).toBe(
      'the goal is complete: proven by tests; what runs now ends first',
    );
    const waiting = stateWith(goalWith(), { wait: { untilMs: NOW_MS + 9 } });
    expect(threadView(waiting, { phase: 'auditing', next }, NOW_MS).next).toMatchObject({
      action: 'running',
      atMs: NOW_MS + 9,
    });
  });
});

describe('threadView: while something runs, and something else follows', () => {
  const doing = {
    phase: 'running',
    next: doingView({ action: 'turn', kind: 'continuation', reason: 'x' }),
  } as const;
  const shown = (state: Parameters<typeof threadView>[0]) => threadView(state, doing, NOW_MS).next;

  test('a message waits → that a turn for it follows', () => {
    expect(shown(stateWith(goalWith(), { inputs: [{ inputId: 'a' }] }))).toEqual({
      action: 'running',
      reason: 'what runs now ends first; then: a message is queued',
    });
  });

  test('the last turn of the budget → that no other follows, also in an audit', () => {
    const last = stateWith(goalWith({ budget: { turns: 1 }, usage: usageWith({ turns: 1 }) }));
    const next = { action: 'turn', reason: 'a claim of completion is put to the proof' } as const;
    const told = {
      action: 'running',
      reason:
        'what runs now ends first; unless it proves the goal, the budget is used up then (turns: 1 of 1)',
    };
    expect(shown(last)).toEqual(told);
    expect(threadView(last, { phase: 'auditing', next }, NOW_MS).next).toEqual(told);
  });

  test('an edit of what proves the goal → that the checks run anew', () => {
    const { action, reason: says } = shown(stateWith(goalWith({ revision: 2, hasBaseline: false })));
    expect([action, says]).toEqual(['running', expect.stringContaining('then: the checks run anew')]);
  });

  test('an edit that makes the verdict on a claim void → that its audit ends, and what follows', () => {
    const next = { action: 'turn', reason: 'a claim of completion is put to the proof' } as const;
    const shownOf = (goal: Goal) =>
      threadView(stateWith(goal), { phase: 'auditing', next, isVoid: true }, NOW_MS).next;
    expect(shownOf(goalWith({ revision: 2 }))).toEqual({
      action: 'running',
      reason:
        'what runs now ends first, since an edit has made a verdict on it void; then: the turn goes on with the contract as it is now',
    });
    expect(shownOf(goalWith({ revision: 2, hasBaseline: false })).reason).toContain(
      'then: the checks run anew',
    );
    expect(shownOf(goalWith({ revision: 2, status: 'paused' })).reason).toContain('then: the goal is paused');
  });

  test('an edit that makes a baseline void which runs → that the checks run anew, whatever else is queued', () => {
    const next = { action: 'baseline', reason: 'the checks run before the first turn' } as const;
    const goal = goalWith({ revision: 2, hasBaseline: false });
    const { reason: says } = threadView(
      stateWith(goal),
      { phase: 'auditing', next, isVoid: true },
      NOW_MS,
    ).next;
    expect(says).toBe(
      'what runs now ends first, since an edit has made a verdict on it void; then: the checks run anew before the next turn, since what they are held against was changed, or they had no result',
    );
  });

  test('the time of a wait that came meanwhile → said in words', () => {
    const { reason: says } = shown(stateWith(goalWith(), { wait: { untilMs: NOW_MS } }));
    expect(says).toBe('what runs now ends first; then: the time that was waited for has come');
  });
});

describe('goalLive', () => {
  test('→ billed tokens, what is left of each limit by now, and what a caller may do', () => {
    const usage = usageWith({ inputTokens: 900, cachedInputTokens: 400, outputTokens: 100, turns: 2 });
    const deadline = new Date(NOW_MS + 5_000).toISOString();
    const goal = goalWith({ usage, budget: { tokens: 500, turns: 5, deadline } });
    expect(goalLive(goal, ['pause', 'clear', 'set'], NOW_MS)).toEqual({
      ...goal,
      tokensUsed: 600,
      budgetLeft: { tokens: 0, turns: 3, deadlineSeconds: 5 },
      actions: ['pause', 'clear'],
    });
  });
});

const reason = 'x';
const untilMs = NOW_MS;
const DECISIONS: [Next, Phase][] = [
  [{ action: 'archive', reason }, 'idle'],
  [{ action: 'idle', reason }, 'idle'],
  [{ action: 'wait', reason, untilMs }, 'waiting'],
  [{ action: 'needsInput', reason }, 'needsInput'],
  [{ action: 'baseline', reason }, 'running'],
  [{ action: 'turn', kind: 'user', reason }, 'running'],
  [{ action: 'limitBudget', reason }, 'running'],
  [{ action: 'liftUsageLimit', reason }, 'running'],
  [{ action: 'endWait', reason }, 'running'],
];

test.each(DECISIONS)('phaseOf: %j → %s', (next, phase) => {
  expect(phaseOf(next)).toBe(phase);
});

describe('nextView', () => {
  test('a rest with an end → with its time; anything else → action and reason', () => {
    expect(nextView({ action: 'wait', reason, untilMs })).toEqual({ action: 'wait', reason, atMs: NOW_MS });
    expect(nextView({ action: 'needsInput', reason, untilMs })).toMatchObject({ atMs: NOW_MS });
    expect(nextView({ action: 'needsInput', reason })).toEqual({ action: 'needsInput', reason });
    expect(nextView({ action: 'turn', kind: 'user', reason })).toEqual({ action: 'turn', reason });
  });
});

test.each(['user', 'continuation', 'wrapUp'] as const)(
  'doingView: a turn of kind %s → says what runs, not what made it due',
  (kind) => {
    const { action, reason: says } = doingView({ action: 'turn', kind, reason: 'a message is queued' });
    expect([action, says]).toEqual(['turn', expect.stringMatching(/^a turn runs/)]);
  },
);

test('doingView: anything else → as it is decided', () => {
  expect(doingView({ action: 'idle', reason })).toEqual({ action: 'idle', reason });
});
