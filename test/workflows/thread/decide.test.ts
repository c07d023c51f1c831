import { describe, expect, test } from '@jest/globals';
import type { Goal, GoalStatus } from '../../../workflows/goal/goal.ts';
import { decide, type Next } from '../../../workflows/thread/decide.ts';
import type { ThreadState } from '../../../workflows/thread/state/thread-state.ts';
import { goalWith, heldBack, NOW_MS, stateWith, usageWith } from '../../support/workflow/thread-states.ts';

const LATER_MS = NOW_MS + 60_000;
const SPENT: Partial<Goal> = { budget: { turns: 1 }, usage: usageWith({ turns: 1 }) };
const inputs = [{ inputId: 'msg_1' }];
const request = { inputId: 'input_1', seq: 2, replySeq: 1, askedAtMs: NOW_MS };
const of = (status: GoalStatus, fields: Partial<Goal> = {}) => stateWith(goalWith({ status, ...fields }));

/** The decision in one word, with the kind of a turn. */
const short = (next: Next): string => (next.action === 'turn' ? next.kind : next.action);
const next = (state: ThreadState) => short(decide(state, NOW_MS));

/**
 * What comes before what. Each row holds for a thread on which all that stands in the rows below it is true
 * as well, so each shows its precedence over the next.
 */
const PRECEDENCE: [string, Partial<ThreadState>, Partial<Goal>][] = [
  ['archive: the thread is archived', { isArchiving: true }, {}],
  ['limitBudget: turns: 1 of 1', {}, SPENT],
  [
    'needsInput: the model asked a question; answer it at inputs/input_1; a queued message answers nothing, and is read after that',
    { request },
    {},
  ],
  ['baseline: the checks run once before the first turn', {}, { hasBaseline: false }],
  ['user: a message is queued', { inputs }, {}],
  ['idle: the thread is in plan mode: only a message starts a turn', { mode: 'plan' }, {}],
  ['wait: the model waits', { wait: { untilMs: LATER_MS } }, {}],
  [
    'idle: stalled: x; a message or resume goes on',
    { continuation: heldBack({ suppressedBecause: 'x' }) },
    {},
  ],
  ['wait: not before the time that the goal names', {}, { notBeforeMs: LATER_MS }],
  ['wait: back-off', { continuation: heldBack({ notBeforeMs: LATER_MS, heldBackBy: 'back-off' }) }, {}],
  ['continuation: the goal is active and not proven yet', {}, {}],
];

/** All that stands in the rows from `row` on; an upper row wins over a lower one. */
function stateOfRows(row: number): ThreadState {
  const rows = PRECEDENCE.slice(row).reverse();
  const goal = goalWith(Object.assign({}, ...rows.map(([, , fields]) => fields)));
  return stateWith(goal, Object.assign({}, ...rows.map(([, fields]) => fields)));
}

describe('decide: order', () => {
  // A goal whose checks have not run waits for them in plan mode, so a thread in plan mode has no row with a
  // baseline.
  test.each(PRECEDENCE.map(([expected], row) => [row, expected] as const))(
    'row %i of the order, and all below it → %s',
    (row, expected) => {
      const state = stateOfRows(row);
      const plain = row < 5 ? { ...state, mode: 'default' as const } : state;
      const decided = decide(plain, NOW_MS);
      expect(`${short(decided)}: ${decided.reason}`).toBe(expected);
    },
  );
});

describe('decide: a thread without a goal', () => {
  test('nothing → idle', () => {
    expect(decide(stateWith(null), NOW_MS)).toEqual({ action: 'idle', reason: 'no goal is set' });
  });

  test('a message → user turn; a question → needs its answer', () => {
    expect(next(stateWith(null, { inputs }))).toBe('user');
    expect(next(stateWith(null, { inputs, request }))).toBe('needsInput');
  });
});

describe('decide: an active goal', () => {
  test('no baseline → baseline first, also with a message queued', () => {
    expect(next(of('active', { hasBaseline: false }))).toBe('baseline');
    expect(next({ ...of('active', { hasBaseline: false }), inputs })).toBe('baseline');
  });

  test('message queued → the user turn goes first [C91]', () => {
    expect(next({ ...of('active'), inputs })).toBe('user');
  });

  test('message queued while automatic turns are suppressed, held back or waited with → user turn [C87]', () => {
    const continuation = heldBack({ suppressedBecause: 'no tool call' });
    expect(next({ ...of('active'), inputs, continuation })).toBe('user');
    expect(next({ ...of('active'), inputs, continuation: heldBack({ notBeforeMs: LATER_MS }) })).toBe('user');
    expect(next({ ...of('active'), inputs, wait: { untilMs: LATER_MS } })).toBe('user');
  });

  test('nothing else → continuation [C85]', () => {
    expect(next(of('active'))).toBe('continuation');
  });

  test('suppressed → idle, and the reason says what would help', () => {
    const continuation = heldBack({ suppressedBecause: 'no tool call' });
    expect(decide({ ...of('active'), continuation }, NOW_MS)).toEqual({
      action: 'idle',
      reason: 'stalled: no tool call; a message or resume goes on',
    });
  });

  test('back-off → waits until its end, saying why, then continues', () => {
    const continuation = heldBack({ notBeforeMs: LATER_MS, heldBackBy: 'back-off' });
    const state = { ...of('active'), continuation };
    expect(decide(state, NOW_MS)).toEqual({ action: 'wait', reason: 'back-off', untilMs: LATER_MS });
    expect(short(decide(state, LATER_MS))).toBe('continuation');
  });

  test('a time before which it must not start → waits until then; a message goes first all the same', () => {
    const state = of('active', { notBeforeMs: LATER_MS });
    expect(decide(state, NOW_MS)).toMatchObject({ action: 'wait', untilMs: LATER_MS });
    expect(short(decide(state, LATER_MS))).toBe('continuation');
    expect(next({ ...state, inputs })).toBe('user');
  });

  test('the model waits → until the time, naming the event; then the wait is over', () => {
    const state = { ...of('active'), wait: { untilMs: LATER_MS, event: 'ci' } };
    expect(decide(state, NOW_MS)).toEqual({
      action: 'wait',
      reason: 'the model waits for event ci',
      untilMs: LATER_MS,
    });
    expect(decide(state, LATER_MS)).toEqual({ action: 'endWait', reason: 'time' });
  });

  test('budget used up → limitBudget, naming the dimension [C70]', () => {
    const goal = goalWith({ budget: { tokens: 100 }, usage: usageWith({ inputTokens: 100 }) });
    expect(decide(stateWith(goal), NOW_MS)).toEqual({ action: 'limitBudget', reason: 'tokens: 100 of 100' });
  });
});

describe('decide: a goal that is not active', () => {
  test('budgetLimited → exactly one wrap-up turn, then idle [C73 C74 C130]', () => {
    expect(next(of('budgetLimited'))).toBe('wrapUp');
    expect(next(of('budgetLimited', { hasWrappedUp: true }))).toBe('idle');
    expect(next({ ...of('budgetLimited', { hasWrappedUp: true }), inputs })).toBe('user');
  });

  test('blocked by its checks, message queued → user turn, not the checks over and over', () => {
    expect(next({ ...of('blocked', { hasBaseline: false }), inputs })).toBe('user');
  });

  test('usageLimited → waits for the reset if its time is known, then lifts the limit [C81]', () => {
    const state = of('usageLimited', { resumeAtMs: LATER_MS, statusReason: 'quota is spent' });
    expect(decide(state, NOW_MS)).toEqual({
      action: 'wait',
      reason: 'the goal is usageLimited: quota is spent',
      untilMs: LATER_MS,
    });
    expect(short(decide(state, LATER_MS))).toBe('liftUsageLimit');
    expect(next(of('usageLimited'))).toBe('idle');
  });

  test.each<GoalStatus>(['paused', 'blocked', 'usageLimited', 'budgetLimited', 'complete'])(
    '%s, whatever else would be due → idle with the reason, never an automatic turn [C95]',
    (status) => {
      const waits = { wait: { untilMs: NOW_MS }, continuation: heldBack({ notBeforeMs: NOW_MS }) };
      const state = { ...of(status, { ...SPENT, hasBaseline: false, hasWrappedUp: true }), ...waits };
      expect(decide(state, NOW_MS)).toEqual({
        action: 'idle',
        reason: `the goal is ${status}: set by the user`,
      });
      expect(next({ ...state, inputs })).toBe('user');
    },
  );
});

describe('decide: plan mode', () => {
  const plan = (state: ThreadState): ThreadState => ({ ...state, mode: 'plan' });

  test.each<[string, ThreadState]>([
    ['a continuation', of('active')],
    ['the baseline', of('active', { hasBaseline: false })],
    ['a wrap-up turn', of('budgetLimited')],
    ['the end of a usage limit', of('usageLimited', { resumeAtMs: NOW_MS })],
    ['the end of a wait', { ...of('active'), wait: { untilMs: NOW_MS } }],
  ])('%s is due → idle until the mode changes [C89]', (_, state) => {
    expect(next(state)).not.toBe('idle');
    expect(next(plan(state))).toBe('idle');
  });

  test('a message → user turn, also without a baseline [C90]', () => {
    expect(next({ ...plan(of('active', { hasBaseline: false })), inputs })).toBe('user');
  });

  test('goal not before a time, and held back beyond it → waits for the later of the two, for its reason', () => {
    const continuation = heldBack({ notBeforeMs: NOW_MS + 9_000, heldBackBy: 'least time between turns' });
    const next = (startMs: number) =>
      decide(stateWith(goalWith({ notBeforeMs: NOW_MS + startMs }), { continuation }), NOW_MS);
    expect(next(5_000)).toMatchObject({ untilMs: NOW_MS + 9_000, reason: 'least time between turns' });
    expect(next(20_000)).toMatchObject({ untilMs: NOW_MS + 20_000 });
  });

  test('a question is open → needs its answer', () => {
    expect(next({ ...plan(of('active')), request })).toBe('needsInput');
  });
});

test('the baseline: first, or once more after a turn or an edit → the reason tells which', () => {
  const reasonFor = (fields: Partial<Goal>) =>
    decide(stateWith(goalWith({ hasBaseline: false, ...fields })), NOW_MS).reason;
  expect(reasonFor({})).toBe('the checks run once before the first turn');
  for (const later of [{ revision: 2 }, { usage: usageWith({ turns: 3 }) }])
    expect(reasonFor(later)).toMatch(/^the checks run anew before the next turn/);
});
