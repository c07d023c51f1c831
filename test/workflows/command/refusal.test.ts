import { describe, expect, test } from '@jest/globals';
import type { Command, LifecycleCommand } from '../../../workflows/command/command.ts';
import { MAX_QUEUED_INPUTS, refusalOf } from '../../../workflows/command/refusal.ts';
import type { GoalStatus } from '../../../workflows/goal/goal.ts';
import type { RefusalReason } from '../../../workflows/thread/state/outcome.ts';
import {
  editGoalWith,
  goalWith,
  heldBack,
  NOW_MS,
  setGoalWith,
  stateWith,
  usageWith,
} from '../../support/workflow/thread-states.ts';

const lifecycle = (type: LifecycleCommand['type'], fields: Partial<LifecycleCommand> = {}): Command => ({
  type,
  requestId: 'r1',
  ...fields,
});
const of = (status: GoalStatus) => stateWith(goalWith({ status }));
const request = { inputId: 'input_1', seq: 2, replySeq: 1, askedAtMs: NOW_MS };

/**
 * The table is written by hand: the status, and why pause, resume, clear and an edit are refused; `-`: they
 * are not.
 */
const LIFECYCLE = `
none          noGoal            noGoal            noGoal noGoal
active        -                 -                 -      -
paused        -                 -                 -      -
blocked       illegalTransition -                 -      -
usageLimited  -                 -                 -      -
budgetLimited -                 -                 -      -
complete      illegalTransition illegalTransition -      illegalTransition
`;
const rows = LIFECYCLE.trim()
  .split('\n')
  .map((row) => row.split(/\s+/) as [GoalStatus | 'none', string, string, string, string]);

describe('refusalOf: the life of a goal', () => {
  test.each(rows)(
    'goal: %s → pause %s, resume %s, clear %s, edit %s [C20 C25 C35]',
    (status, ...expected) => {
      const state = status === 'none' ? stateWith(null) : of(status);
      const commands = [lifecycle('pause'), lifecycle('resume'), lifecycle('clear'), editGoalWith()];
      expect(commands.map((command) => refusalOf(state, command, NOW_MS) ?? '-')).toEqual(expected);
    },
  );

  test('interrupt and archive → always: a turn may run without a goal', () => {
    for (const state of [stateWith(null), of('complete'), of('budgetLimited')])
      for (const type of ['interrupt', 'archive'] as const)
        expect(refusalOf(state, lifecycle(type), NOW_MS)).toBeUndefined();
  });

  test.each<GoalStatus>(['active', 'paused', 'blocked', 'usageLimited', 'budgetLimited'])(
    'resume of a goal that is %s, with nothing left of its budget → refused [C31]',
    (status) => {
      const goal = goalWith({ status, budget: { turns: 1 }, usage: usageWith({ turns: 1 }) });
      expect(refusalOf(stateWith(goal), lifecycle('resume'), NOW_MS)).toBe('budgetExhausted');
      expect(refusalOf(stateWith(goal), lifecycle('clear'), NOW_MS)).toBeUndefined();
    },
  );

  test('setGoal over an unfinished goal → refused unless it is to replace it [C4]', () => {
    expect(refusalOf(of('paused'), setGoalWith(), NOW_MS)).toBe('goalUnfinished');
    expect(refusalOf(of('paused'), setGoalWith({ replace: true }), NOW_MS)).toBeUndefined();
    expect(refusalOf(of('complete'), setGoalWith(), NOW_MS)).toBeUndefined();
  });

  test('setGoal in place of another goal or revision than is there → stale; of this one → not', () => {
    const over = (fields: { ifGoalId: string; ifRevision: number }, state = of('paused')) =>
      refusalOf(state, setGoalWith({ replace: true, ...fields }), NOW_MS);
    expect(over({ ifGoalId: 'goal_0', ifRevision: 1 })).toBe('staleRevision');
    expect(over({ ifGoalId: 'goal_1', ifRevision: 2 })).toBe('staleRevision');
    expect(over({ ifGoalId: 'goal_1', ifRevision: 1 }, stateWith(null))).toBe('staleRevision');
    expect(over({ ifGoalId: 'goal_1', ifRevision: 1 })).toBeUndefined();
  });
});

describe('refusalOf: what a command was made from', () => {
  test.each<[LifecycleCommand['type']]>([
    ['pause'],
    ['resume'],
    ['clear'],
    ['interrupt'],
    ['wake'],
    ['archive'],
  ])('%s for another goal or revision → stale; for this one → not [C28]', (type) => {
    const state = stateWith(goalWith(), { wait: { untilMs: NOW_MS + 1 } });
    const reason = (fields: Partial<LifecycleCommand>) => refusalOf(state, lifecycle(type, fields), NOW_MS);
    expect(reason({ ifRevision: 2 })).toBe('staleRevision');
    expect(reason({ ifGoalId: 'goal_0' })).toBe('staleRevision');
    expect(reason({ ifGoalId: 'goal_0', ifRevision: 1 })).toBe('staleRevision');
    expect(reason({ ifGoalId: 'goal_1', ifRevision: 1 })).toBeUndefined();
  });

  test.each<[string, Parameters<typeof editGoalWith>, RefusalReason | undefined]>([
    ['the present goal and revision', [], undefined],
    ['another goal', [{}, { ifGoalId: 'goal_0' }], 'staleRevision'],
    ['an older revision', [{}, { ifRevision: 0 }], 'staleRevision'],
    ['a revision that does not rise', [{ revision: 1 }], 'staleRevision'],
  ])('edit made from %s → %s [C28]', (_, fields, reason) => {
    expect(refusalOf(of('active'), editGoalWith(...fields), NOW_MS)).toBe(reason);
  });
});

describe('refusalOf: an edit with a status', () => {
  test.each<[GoalStatus, 'active' | 'paused', RefusalReason | undefined]>([
    ['active', 'paused', undefined],
    ['active', 'active', undefined],
    ['paused', 'active', undefined],
    ['blocked', 'active', undefined],
    ['blocked', 'paused', 'illegalTransition'],
    ['usageLimited', 'active', undefined],
    ['usageLimited', 'paused', undefined],
    ['budgetLimited', 'active', undefined],
    ['budgetLimited', 'paused', undefined],
    ['complete', 'active', 'illegalTransition'],
  ])('%s to be %s → %s', (status, wanted, reason) => {
    expect(refusalOf(of(status), editGoalWith({ status: wanted }), NOW_MS)).toBe(reason);
  });
});

describe('refusalOf: messages, answers, mode, wake', () => {
  test('a message over the limit of the queue → refused; the last one that fits → not', () => {
    const queue = (length: number) =>
      stateWith(null, { inputs: Array.from({ length }, (_, index) => ({ inputId: `msg_${index}` })) });
    const message: Command = { type: 'postMessage', requestId: 'r1', inputId: 'msg_x' };
    expect(refusalOf(queue(MAX_QUEUED_INPUTS), message, NOW_MS)).toBe('queueFull');
    expect(refusalOf(queue(MAX_QUEUED_INPUTS - 1), message, NOW_MS)).toBeUndefined();
  });

  test('an answer → only to the question that is open', () => {
    const answer: Command = { type: 'answerInput', requestId: 'r1', inputId: 'input_1', messageId: 'm' };
    expect(refusalOf(stateWith(null, { request }), answer, NOW_MS)).toBeUndefined();
    expect(refusalOf(stateWith(null), answer, NOW_MS)).toBe('noOpenRequest');
    const other = { ...request, inputId: 'input_2' };
    expect(refusalOf(stateWith(null, { request: other }), answer, NOW_MS)).toBe('noOpenRequest');
  });

  test('mode → always', () => {
    expect(
      refusalOf(of('complete'), { type: 'setMode', requestId: 'r', mode: 'plan' }, NOW_MS),
    ).toBeUndefined();
  });

  test('wake: nothing waits and nothing is held back → refused, unless an event comes along', () => {
    expect(refusalOf(of('active'), lifecycle('wake'), NOW_MS)).toBe('notWaiting');
    expect(refusalOf(of('active'), lifecycle('wake', { event: 'ci' }), NOW_MS)).toBeUndefined();
    const stalled = stateWith(goalWith(), { continuation: heldBack({ suppressedBecause: 'x' }) });
    expect(refusalOf(stalled, lifecycle('wake'), NOW_MS)).toBeUndefined();
  });

  test('thread that is being archived → everything is refused but archiving it', () => {
    const state = stateWith(goalWith(), { isArchiving: true, request });
    const commands: Command[] = [
      lifecycle('pause'),
      lifecycle('interrupt'),
      lifecycle('wake', { event: 'ci' }),
      setGoalWith({ replace: true }),
      editGoalWith(),
      { type: 'postMessage', requestId: 'r', inputId: 'm' },
      { type: 'answerInput', requestId: 'r', inputId: 'input_1', messageId: 'm' },
      { type: 'setMode', requestId: 'r', mode: 'plan' },
    ];
    for (const command of commands) expect(refusalOf(state, command, NOW_MS)).toBe('archived');
    expect(refusalOf(state, lifecycle('archive'), NOW_MS)).toBeUndefined();
  });
});
