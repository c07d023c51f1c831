/**
 * A check that the model contests: who is asked, what each answer does, and why it is no way to hold up or to
 * complete.
 */
import { describe, expect, test } from '@jest/globals';
import { applyCommand } from '../../workflows/command/apply-command.ts';
import type { Command } from '../../workflows/command/command.ts';
import { type Goal, snapshotOf } from '../../workflows/goal/goal.ts';
import { goalView, limitBudget } from '../../workflows/thread/accounting.ts';
import { decide } from '../../workflows/thread/decide.ts';
import { decideContest, isContestQuestion } from '../../workflows/thread/question/contest.ts';
import { expireQuestion } from '../../workflows/thread/question/open-question.ts';
import type { ThreadState } from '../../workflows/thread/state/thread-state.ts';
import {
  editGoalWith,
  eventTypes,
  GOAL_REF,
  goalWith,
  NOW_MS,
  policyWith,
  setGoalWith,
  stateWith,
  usageWith,
} from '../support/workflow/thread-states.ts';

const DAY_MS = 86_400_000;
const CONTESTED = { ref: GOAL_REF, check: 'p95', callSeq: 7 };

const contest = (state: ThreadState, fields: Partial<typeof CONTESTED> = {}) =>
  decideContest(state, { ...CONTESTED, ...fields }, NOW_MS);
const asked = (goal: Partial<Goal> = {}): ThreadState =>
  contest(stateWith(goalWith(goal), { turn: 3 })).state;

let requests = 0;
const send = (state: ThreadState, command: { type: Command['type'] }, nowMs = NOW_MS) =>
  applyCommand(state, { requestId: `q${++requests}`, ...command } as Command, nowMs);
const word = (answer: 'stands' | 'edit' | 'accept', fields: object = {}) => ({
  type: 'answerInput' as const,
  inputId: 'contest_7',
  answer,
  ...fields,
});
const stood = (fields: object = {}): ThreadState => send(asked(), word('stands', fields)).state;

describe('a contested check', () => {
  test('→ a person is asked, with a time and what the check is; the goal waits, and completes by no answer', () => {
    const { state, ruling, isAsked } = contest(stateWith(goalWith(), { turn: 3 }));
    expect([ruling.granted, isAsked]).toEqual([true, true]);
    expect(state.request).toEqual({
      kind: 'contestedCheck',
      inputId: 'contest_7',
      goal: GOAL_REF,
      check: 'p95',
      callSeq: 7,
      askedAtMs: NOW_MS,
      deadlineMs: NOW_MS + DAY_MS,
    });
    expect(isContestQuestion('contest_7')).toBe(true);
    expect(state.events).toMatchObject([
      { type: 'inputRequested', about: 'contestedCheck', check: 'p95', goal: GOAL_REF },
      { type: 'goalChanged', change: 'contested', actor: 'model', goal: { status: 'active' } },
    ]);
    const next = decide(state, NOW_MS);
    expect(next).toMatchObject({ action: 'needsInput', untilMs: NOW_MS + DAY_MS });
    expect(next.reason).toMatch(/"p95".*answer stands or edit at inputs\/contest_7/);
    for (const answer of ['stands', 'edit'] as const)
      expect(send(state, word(answer)).state.goal?.status).not.toBe('complete');
  });

  test.each<[string, ThreadState, RegExp]>([
    ['no goal', stateWith(null), /no active goal/],
    ['paused goal', stateWith(goalWith({ status: 'paused' })), /no active goal/],
    ['contract edited meanwhile', stateWith(goalWith({ revision: 2 })), /was edited while/],
    [
      'a message waits',
      stateWith(goalWith(), { inputs: [{ inputId: 'm' }] }),
      /message of the user is waiting/,
    ],
  ])('%s → refused, nobody is asked', (_, state, reason) => {
    const { state: after, ruling, isAsked } = contest(state);
    expect([after, isAsked, ruling.granted]).toEqual([state, false, false]);
    expect(ruling.text).toMatch(reason);
  });

  test('a time of its own in the policy → asked until then', () => {
    const { request } = asked({ policy: policyWith({ answerWithinSeconds: 600 }) });
    expect(request).toMatchObject({ deadlineMs: NOW_MS + 600_000 });
  });
});

describe('stands', () => {
  test('→ the goal goes on, the ruling is kept and told, and the words are the next message', () => {
    const state = stood({ messageId: 'msg_1' });
    expect([state.request, state.inputs]).toEqual([undefined, [{ inputId: 'msg_1' }]]);
    expect(state.goal).toMatchObject({
      status: 'active',
      contests: [{ check: 'p95', turn: 3, ruling: 'stands' }],
    });
    expect(state.goal && goalView(state.goal, NOW_MS).contests).toEqual([
      { check: 'p95', turn: 3, ruling: 'stands' },
    ]);
    expect(state.goal && snapshotOf(state.goal).contests).toHaveLength(1);
    expect(state.events.slice(-2)).toMatchObject([
      { type: 'inputAnswered', inputId: 'contest_7', answer: 'stands', messageId: 'msg_1' },
      { type: 'goalChanged', change: 'contestRuled', actor: 'user' },
    ]);
    expect(decide(stood(), NOW_MS)).toMatchObject({ action: 'turn', kind: 'continuation' });
  });

  test('contested again → answered at once with the earlier ruling; a budget edit does not change that', () => {
    const edited = send(stood(), editGoalWith({ keepsJudged: true, touchedChecks: [] })).state;
    for (const state of [stood(), edited]) {
      const { ruling, isAsked, state: after } = contest(state, { callSeq: 20 });
      expect([isAsked, after.request]).toEqual([false, undefined]);
      expect(ruling.text).toMatch(/contested in turn 3, and a person ruled that it stands/);
    }
    expect(contest(stood(), { check: 'tests', callSeq: 20 }).isAsked).toBe(true);
  });

  test('contested again after an edit of what is judged → a person is asked again', () => {
    const edited = send(stood(), editGoalWith({ touchedChecks: [] })).state;
    const again = contest(edited, { ref: { goalId: 'goal_1', revision: 2 }, callSeq: 20 });
    expect(again.isAsked).toBe(true);
    expect(again.state.goal?.contests).toMatchObject([
      { check: 'p95', ruling: 'stands', callSeq: 7 },
      { check: 'p95', ruling: 'open', callSeq: 20 },
    ]);
    const ruled = send(again.state, { ...word('stands'), inputId: 'contest_20' } as never).state.goal;
    expect(ruled?.contests).toMatchObject([{ callSeq: 7 }, { ruling: 'stands', callSeq: 20 }]);
    // The model is told what holds, and readers all that was.
    expect(ruled && goalView(ruled, NOW_MS).contests).toHaveLength(1);
  });

  test('nobody answers in time → by the system, and it stands as well', () => {
    const late = NOW_MS + DAY_MS;
    expect(decide(asked(), late)).toMatchObject({ action: 'expireInput' });
    expect(send(asked(), word('stands'), late).outcome).toMatchObject({ reason: 'noOpenRequest' });
    const state = expireQuestion(asked(), late);
    expect(state.goal?.contests).toMatchObject([{ ruling: 'unanswered', atMs: late }]);
    expect(eventTypes(state)).toContain('inputExpired');
    expect(contest(state, { callSeq: 20 }).ruling.text).toContain('nobody ruled on it in time');
  });
});

describe('edit', () => {
  test('as an answer → the goal pauses until the contract is edited', () => {
    const state = send(asked(), word('edit')).state;
    expect(state.goal).toMatchObject({
      status: 'paused',
      statusReason: 'a person edits the contract, whose check "p95" was contested',
      contests: [{ ruling: 'editing' }],
    });
    const edited = send(state, editGoalWith({ touchedChecks: ['p95'], status: 'active' })).state;
    expect(edited.goal).toMatchObject({ status: 'active', contests: [{ ruling: 'edited' }] });
  });

  test.each<[string, Parameters<typeof editGoalWith>[0]]>([
    ['of the check', { touchedChecks: ['tests', 'p95'], changesChecks: true }],
    ['of the objective', { touchedChecks: 'all' }],
    ['from a server that says no more', { changesChecks: true }],
  ])('an edit %s → answers the question, and the model is told', (_, edit) => {
    const state = send(asked(), editGoalWith(edit)).state;
    expect([state.request, state.goal?.contests]).toMatchObject([undefined, [{ ruling: 'edited' }]]);
    expect(state.events).toContainEqual(expect.objectContaining({ type: 'inputAnswered', answer: 'edit' }));
  });

  test('an edit of anything else → the question stays open, and can be answered', () => {
    const state = send(asked(), editGoalWith({ touchedChecks: ['tests'], changesChecks: true })).state;
    expect(state.request).toMatchObject({ inputId: 'contest_7' });
    expect(send(state, word('stands')).state.goal?.contests).toMatchObject([{ ruling: 'stands' }]);
  });
});

describe('what comes between', () => {
  test.each<[string, { type: Command['type'] }]>([
    ['a message that interrupts', { type: 'postMessage', ...{ inputId: 'm', delivery: 'interrupt' } }],
    ['an interrupt', { type: 'interrupt' }],
    ['clear', { type: 'clear' }],
    ['a new goal', setGoalWith({ replace: true })],
  ])('%s → withdrawn, and nobody has ruled', (_, command) => {
    const { state } = send(asked(), command);
    expect(state.request).toBeUndefined();
    expect(eventTypes(state)).toContain('inputWithdrawn');
    if (state.goal?.goalId === GOAL_REF.goalId)
      expect(state.goal.contests).toMatchObject([{ ruling: 'withdrawn' }]);
    expect(send(state, word('stands')).outcome.applied).toBe(false);
  });

  test('a pause → the question stays open', () => {
    expect(send(asked(), { type: 'pause' }).state.request).toMatchObject({ kind: 'contestedCheck' });
  });

  test('a budget that is used up → leaves it open; the deadline ends it', () => {
    const spent = asked({ budget: { turns: 1 }, usage: usageWith({ turns: 1 }) });
    expect(decide(spent, NOW_MS)).toMatchObject({ action: 'needsInput' });
    expect(limitBudget(spent, 'deadline', NOW_MS).goal?.contests).toMatchObject([{ ruling: 'withdrawn' }]);
  });

  test('an answer to another kind of question → refused', () => {
    for (const answer of [
      word('accept'),
      { type: 'answerInput' as const, inputId: 'contest_7', messageId: 'm' },
    ])
      expect(send(asked(), answer).outcome).toMatchObject({ applied: false, reason: 'badAnswer' });
  });

  test('one check contested again and again → the oldest of them go, and the last word on another is kept', () => {
    const other = contest(stateWith(goalWith()), { check: 'tests', callSeq: 1 }).state.goal?.contests ?? [];
    const many = Array.from({ length: 39 }, (_, index) => ({
      ...other[0],
      check: 'p95',
      callSeq: index + 2,
    }));
    const goal = goalWith({ contests: [...other, ...many] as never });
    const { contests = [] } = contest(stateWith(goal), { callSeq: 99 }).state.goal ?? goal;
    expect(contests.map(({ callSeq }) => callSeq)).toEqual([
      1,
      ...many.slice(1).map((one) => one.callSeq),
      99,
    ]);
  });

  test('many contested checks → as many are kept as a contract can have', () => {
    let state = stateWith(goalWith());
    for (let index = 0; index < 44; index++) {
      state = contest(state, { check: `check ${index}`, callSeq: index }).state;
      state = send(state, { ...word('stands'), ...{ inputId: `contest_${index}` } }).state;
    }
    expect(state.goal?.contests?.map(({ check }) => check).slice(0, 1)).toEqual(['check 4']);
    expect(JSON.stringify(state.goal?.contests).length).toBeLessThan(8_000);
  });
});
