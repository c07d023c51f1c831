/** A person's word on a claim: who is asked, what the word does, and what takes the question back. */
import { describe, expect, test } from '@jest/globals';
import { omit } from '../../../../objects/omit.ts';
import { applyCommand } from '../../../../workflows/command/apply-command.ts';
import type { Command } from '../../../../workflows/command/command.ts';
import type { JournalledChecks } from '../../../../workflows/evidence/checks-verdict.ts';
import type { Goal, GoalStatus } from '../../../../workflows/goal/goal.ts';
import { charge, goalView, limitBudget } from '../../../../workflows/thread/accounting.ts';
import { answerChecksOrders } from '../../../../workflows/thread/checks-order.ts';
import { decide } from '../../../../workflows/thread/decide.ts';
import {
  changedFilesText,
  expireClaimQuestion,
  isClaimQuestion,
} from '../../../../workflows/thread/question/claim-question.ts';
import { lapseHeld } from '../../../../workflows/thread/question/held-claim.ts';
import { reopened } from '../../../../workflows/thread/reopen.ts';
import type { ThreadState } from '../../../../workflows/thread/state/thread-state.ts';
import { applyVerdict } from '../../../../workflows/turn/completion-claim.ts';
import { outcomeWith } from '../../../support/contract/sample-contract.ts';
import {
  editGoalWith,
  eventTypes,
  GOAL_REF,
  goalWith,
  NOW_MS,
  policyWith,
  setGoalWith,
  stateWith,
} from '../../../support/workflow/thread-states.ts';

const DAY_MS = 86_400_000;
const AWAITED: JournalledChecks = {
  outcomes: [outcomeWith()],
  changedProtectedPaths: [],
  proven: false,
  awaitsPerson: { paths: ['test/a.py'] },
  seq: 9,
};

const asked = (goal: Partial<Goal> = {}, verdict: Partial<JournalledChecks> = {}): ThreadState =>
  applyVerdict(stateWith(goalWith(goal)), GOAL_REF, { ...AWAITED, ...verdict }, NOW_MS).state;

let requests = 0;
const send = (state: ThreadState, command: { type: Command['type'] }, nowMs = NOW_MS) =>
  applyCommand(state, { requestId: `q${++requests}`, ...command } as Command, nowMs);
const word = (answer: 'accept' | 'refuse', fields: object = {}) => ({
  type: 'answerInput' as const,
  inputId: 'claim_9',
  answer,
  ...fields,
});

describe('a claim whose checks pass with changed tests', () => {
  test('→ neither granted nor refused: asked, with the files, until when, and where the results stand', () => {
    const state = asked();
    expect(state.goal).toMatchObject({ status: 'active', refusedAudits: 0, checksSeq: 9 });
    expect(state.goal?.checks).toEqual(AWAITED.outcomes);
    expect(state.request).toEqual({
      kind: 'changedTests',
      inputId: 'claim_9',
      goal: GOAL_REF,
      checksSeq: 9,
      paths: ['test/a.py'],
      pathCount: 1,
      askedAtMs: NOW_MS,
      deadlineMs: NOW_MS + DAY_MS,
    });
    expect(state.events).toMatchObject([
      { type: 'inputRequested', about: 'changedTests', goal: GOAL_REF, checksSeq: 9 },
    ]);
    expect(isClaimQuestion('claim_9')).toBe(true);
    expect(isClaimQuestion('input_9-0')).toBe(false);
  });

  test('many files, long ones → three are named, each cut, and the rest counted', () => {
    const paths = Array.from({ length: 20 }, (_, index) => `test/${index}${'x'.repeat(160)}`);
    const { request } = asked({}, { awaitsPerson: { paths } });
    if (request?.kind !== 'changedTests') throw new Error('not asked');
    expect(request.paths).toHaveLength(3);
    expect(changedFilesText(request)).toMatch(/ and 17 more$/);
    expect(JSON.stringify(request).length).toBeLessThan(600);
  });

  test('the time to answer is that of the policy; a goal of an older release has a day', () => {
    const quick = asked({ policy: policyWith({ answerWithinSeconds: 60 }) });
    expect(decide(quick, NOW_MS)).toMatchObject({ action: 'needsInput', untilMs: NOW_MS + 60_000 });
    const older = omit(policyWith({}), 'answerWithinSeconds');
    const old = asked({ policy: older as Goal['policy'] });
    expect(decide(old, NOW_MS)).toMatchObject({ untilMs: NOW_MS + DAY_MS });
  });

  test('nothing else starts: no turn for a queued message, and `next` says what is asked and what happens then', () => {
    const { state } = send(asked(), { type: 'postMessage', ...{ inputId: 'msg_1' } });
    const next = decide(state, NOW_MS);
    expect(next.action).toBe('needsInput');
    expect(next.reason).toBe(
      'The checks passed, and test/a.py was changed since the start: that decides whether they pass. A person has to accept that: ' +
        'answer accept or refuse at inputs/claim_9; without an answer the claim is refused',
    );
  });

  test.each<GoalStatus>(['blocked', 'usageLimited'])(
    '%s meanwhile → nobody is asked, and the claim lapses',
    (status) => {
      const state = asked({ status });
      expect([state.request, state.goal]).toMatchObject([
        undefined,
        { status, claimEnd: { how: 'lapsed', checksSeq: 9 } },
      ]);
    },
  );

  test('edited meanwhile → nobody is asked, and the claim lapses', () => {
    const { state } = applyVerdict(stateWith(goalWith({ revision: 2 })), GOAL_REF, AWAITED, NOW_MS);
    expect([state.request, state.goal?.claimEnd]).toEqual([
      undefined,
      { how: 'lapsed', because: 'edited', checksSeq: 9 },
    ]);
  });
});

describe('accepted', () => {
  test('active → complete at once, by the user, with who and what in the reason', () => {
    const { state, outcome } = send(asked(), word('accept'));
    expect(outcome).toMatchObject({ applied: true, status: 'complete' });
    expect(state.goal?.statusReason).toBe(
      'proven by the checks of the contract; a person accepted the change of test/a.py',
    );
    expect(state.events.slice(-2)).toMatchObject([
      { type: 'inputAnswered', inputId: 'claim_9', answer: 'accept' },
      { type: 'goalChanged', change: 'completed', actor: 'user' },
    ]);
    expect(state.request).toBeUndefined();
    expect(decide(state, NOW_MS)).toMatchObject({ action: 'idle' });
  });

  test('with an auditor → named in the reason', () => {
    const { state } = send(asked({ hasAuditor: true }, { auditSeq: 10 }), word('accept'));
    expect(state.goal).toMatchObject({
      status: 'complete',
      auditSeq: 10,
      statusReason: expect.stringContaining('by the checks of the contract and to its auditor; a person'),
    });
  });

  test('budget of turns and tokens used up → all the same: a word costs nothing', () => {
    let state = asked({ budget: { turns: 1, tokens: 5 } });
    state = charge(state, GOAL_REF, { turns: 1, inputTokens: 9 });
    expect(decide(state, NOW_MS)).toMatchObject({ action: 'needsInput' });
    expect(send(state, word('accept')).state.goal?.status).toBe('complete');
    const refusedGoal = send(state, word('refuse')).state;
    expect(decide(refusedGoal, NOW_MS)).toMatchObject({ action: 'limitBudget' });
  });

  const acceptedWhilePaused = (goal: Partial<Goal> = {}): ThreadState => {
    const paused = send(asked(goal), { type: 'pause' }).state;
    expect(decide(paused, NOW_MS)).toMatchObject({ action: 'needsInput', untilMs: NOW_MS + DAY_MS });
    return send(paused, word('accept')).state;
  };

  test('paused meanwhile → stays so, and completes on resume, without a turn', () => {
    const accepted = acceptedWhilePaused({ budget: { turns: 1 } });
    expect(accepted.goal).toMatchObject({
      status: 'paused',
      statusReason: 'paused by the user; a person accepted the change of test/a.py: resuming completes it',
      // What was accepted is no reason of the pause.
      statusCause: { kind: 'pausedByUser' },
    });
    expect(decide(accepted, NOW_MS).action).toBe('idle');
    const spent = charge(accepted, GOAL_REF, { turns: 1 });
    const { state, outcome } = send(spent, { type: 'resume' });
    expect([outcome.applied, state.goal?.status]).toEqual([true, 'complete']);
    expect(state.goal).not.toHaveProperty('acceptedClaim');
  });

  test('paused meanwhile, and the thread archived → completes when it is reopened', () => {
    const accepted = acceptedWhilePaused({ policy: policyWith({ onReopen: 'resume' }) });
    expect(reopened(accepted, NOW_MS).goal?.status).toBe('complete');
    const kept = acceptedWhilePaused({ policy: policyWith({ onReopen: 'keep' }) });
    expect(reopened(kept, NOW_MS).goal?.status).toBe('paused');
  });

  test('an edit that touches nothing that was judged → the question stays open, and its answer counts', () => {
    const edited = send(asked(), editGoalWith({ keepsJudged: true })).state;
    expect(edited.request).toEqual(asked().request);
    expect(send(edited, word('accept')).state.goal).toMatchObject({ status: 'complete', revision: 2 });
    const paused = send(acceptedWhilePaused(), editGoalWith({ keepsJudged: true })).state;
    expect(send(paused, { type: 'resume' }).state.goal?.status).toBe('complete');
  });

  test('paused meanwhile, then edited, or a turn begins → the acceptance lapses; resume goes on', () => {
    const edited = send(acceptedWhilePaused(), editGoalWith()).state;
    const worked = lapseHeld(acceptedWhilePaused(), 'a turn began', NOW_MS);
    for (const state of [edited, worked]) {
      expect(eventTypes(state)).toContain('inputWithdrawn');
      expect(state.goal).toMatchObject({ status: 'paused', claimEnd: { how: 'lapsed' } });
      expect(send(state, { type: 'resume' }).state.goal?.status).toBe('active');
    }
  });
});

describe('refused', () => {
  test('→ a refused claim with the reason; the goal goes on, and its next request tells', () => {
    const { state, outcome } = send(asked(), word('refuse'));
    expect(outcome).toMatchObject({ applied: true, status: 'active' });
    expect(state.goal).toMatchObject({
      refusedAudits: 1,
      claimEnd: { how: 'notAccepted', checksSeq: 9 },
    });
    expect(state.events.slice(-2)).toMatchObject([
      { type: 'inputAnswered', answer: 'refuse' },
      { type: 'goalChanged', change: 'claimRefused', actor: 'user' },
    ]);
    expect(decide(state, NOW_MS)).toMatchObject({ action: 'turn', kind: 'continuation' });
    if (state.goal === null) throw new Error('no goal');
    expect(goalView(state.goal, NOW_MS).claimEnd).toEqual({ how: 'notAccepted', checksSeq: 9 });
  });

  test('with words → they are the next message', () => {
    const { state } = send(asked(), word('refuse', { messageId: 'msg_7' }));
    expect(state.inputs).toEqual([{ inputId: 'msg_7' }]);
    expect(decide(state, NOW_MS)).toMatchObject({ action: 'turn', kind: 'user' });
  });

  test('the last claim that the policy allows → blocked, and the reason says what was not accepted', () => {
    const { state } = send(asked({ policy: policyWith({ maxRefusedAudits: 1 }) }), word('refuse'));
    expect(state.goal).toMatchObject({
      status: 'blocked',
      statusReason: expect.stringContaining('a person did not accept the change of test/a.py'),
    });
  });

  test('nobody answers in time → the same; a moment before nothing happens', () => {
    const state = asked();
    expect(decide(state, NOW_MS + DAY_MS - 1).action).toBe('needsInput');
    expect(decide(state, NOW_MS + DAY_MS).action).toBe('expireInput');
    const expired = expireClaimQuestion(state, NOW_MS + DAY_MS);
    expect(expired.goal).toMatchObject({ refusedAudits: 1, claimEnd: { how: 'unanswered', checksSeq: 9 } });
    expect(eventTypes(expired).slice(-2)).toEqual(['inputExpired', 'goalChanged']);
    expect(decide(expired, NOW_MS + DAY_MS)).toMatchObject({ action: 'turn', kind: 'continuation' });
  });

  test('the next verdict → what became of the claim before it is no news any more', () => {
    const { state } = send(asked(), word('refuse'));
    const again = applyVerdict(state, GOAL_REF, { ...AWAITED, seq: 20 }, NOW_MS).state;
    expect([again.goal?.claimEnd, again.request?.inputId]).toEqual([undefined, 'claim_20']);
  });
});

describe('answers that are none', () => {
  test.each([
    ['no accept or refuse', { type: 'answerInput', inputId: 'claim_9', messageId: 'm' }, 'badAnswer'],
    ['of another question', word('accept', { inputId: 'claim_8' }), 'noOpenRequest'],
  ])('%s → refused, and the question stays open', (_, command, reason) => {
    const { state, outcome } = send(asked(), command as { type: 'answerInput' });
    expect(outcome).toMatchObject({ applied: false, reason });
    expect(state.request?.inputId).toBe('claim_9');
  });

  test('after the time, the timer not yet fired → refused', () => {
    const { outcome } = send(asked(), word('accept'), NOW_MS + DAY_MS);
    expect(outcome).toMatchObject({ applied: false, reason: 'noOpenRequest' });
  });

  test('without an id → the open question about a claim, and never one of the model', () => {
    const any = omit(word('accept'), 'inputId');
    expect(send(asked(), any).outcome).toMatchObject({ applied: true, status: 'complete' });
    const request = { inputId: 'input_4-0', seq: 5, replySeq: 4, askedAtMs: NOW_MS };
    expect(send(stateWith(goalWith(), { request }), any).outcome.reason).toBe('noOpenRequest');
    const wordless = { ...any, inputId: 'input_4-0' };
    expect(send(stateWith(goalWith(), { request }), wordless).outcome.reason).toBe('badAnswer');
  });

  test('repeated → the first answer again', () => {
    const first = send(asked(), word('accept', { requestId: 'same' }));
    const second = send(first.state, word('refuse', { requestId: 'same' }));
    expect(second).toEqual({ state: first.state, outcome: first.outcome });
  });
});

describe('what comes between', () => {
  const WITHDRAWALS: [what: string, command: { type: Command['type'] }][] = [
    ['a message that interrupts', { type: 'postMessage', ...{ inputId: 'm', delivery: 'interrupt' } }],
    ['an edit', editGoalWith()],
    ['an interrupt', { type: 'interrupt' }],
    ['clear', { type: 'clear' }],
    ['a new goal', setGoalWith({ replace: true })],
  ];
  test.each(WITHDRAWALS)('%s → the question is withdrawn, on record, and the claim lapses', (_, command) => {
    const { state } = send(asked(), command);
    expect(state.request).toBeUndefined();
    expect(eventTypes(state)).toContain('inputWithdrawn');
    expect(send(state, word('accept')).outcome.applied).toBe(false);
    if (state.goal?.goalId === GOAL_REF.goalId)
      expect(state.goal.claimEnd).toMatchObject({ how: 'lapsed', checksSeq: 9 });
  });

  const KEEPS: [what: string, command: { type: Command['type'] }][] = [
    ['a queued message', { type: 'postMessage', ...{ inputId: 'm' } }],
    ['one that steers', { type: 'postMessage', ...{ inputId: 'm', delivery: 'steer' } }],
    ['pause', { type: 'pause' }],
    ['resume', { type: 'resume' }],
    ['an event', { type: 'wake', ...{ event: 'rain' } }],
    ['plan mode', { type: 'setMode', ...{ mode: 'plan' } }],
    ['archive', { type: 'archive' }],
    ['a look at the checks', { type: 'check' }],
  ];
  test.each(KEEPS)('%s → the question stays open', (_, command) => {
    const { state, outcome } = send(asked(), command);
    expect([outcome.applied, state.request?.inputId]).toEqual([true, 'claim_9']);
  });

  test('a look that shows something else → what is claimed stays as it was claimed', () => {
    const looked = send(asked(), { type: 'check' }).state;
    const run = { seq: 30, outcomes: [outcomeWith({ passed: false })] };
    expect(answerChecksOrders(looked, GOAL_REF, run, NOW_MS).goal).toMatchObject({
      checksSeq: 9,
      checks: AWAITED.outcomes,
    });
  });

  test("the budget's deadline → comes before the time to answer, and withdraws the question", () => {
    const deadline = new Date(NOW_MS + 60_000).toISOString();
    const state = asked({ budget: { deadline } });
    expect(decide(state, NOW_MS)).toMatchObject({ action: 'needsInput', untilMs: NOW_MS + 60_000 });
    expect(decide(state, NOW_MS + 60_000)).toMatchObject({ action: 'limitBudget' });
    const limited = limitBudget(state, 'deadline', NOW_MS + 60_000);
    expect([limited.request, limited.goal]).toMatchObject([
      undefined,
      { status: 'budgetLimited', claimEnd: { how: 'lapsed' } },
    ]);
  });
});
