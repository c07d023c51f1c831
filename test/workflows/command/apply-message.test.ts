import { describe, expect, test } from '@jest/globals';
import { applyCommand } from '../../../workflows/command/apply-command.ts';
import type { Command, PostMessage } from '../../../workflows/command/command.ts';
import { MAX_QUEUED_INPUTS } from '../../../workflows/command/refusal.ts';
import type { GoalStatus } from '../../../workflows/goal/goal.ts';
import type { ThreadState } from '../../../workflows/thread/state/thread-state.ts';
import { eventTypes, goalWith, NOW_MS, stateWith, usageWith } from '../../support/workflow/thread-states.ts';

const apply = (state: ThreadState, command: Command) => applyCommand(state, command, NOW_MS);
const message = (fields: Partial<PostMessage> = {}): Command => ({
  type: 'postMessage',
  requestId: 'r1',
  inputId: 'msg_2',
  ...fields,
});
const request = { inputId: 'input_1', seq: 2, replySeq: 1, askedAtMs: NOW_MS };
const inputs = [{ inputId: 'msg_1' }];

describe('applyCommand: postMessage', () => {
  test.each([
    [undefined, { inputId: 'msg_2' }],
    ['queue', { inputId: 'msg_2' }],
    ['steer', { inputId: 'msg_2', isSteering: true }],
    ['interrupt', { inputId: 'msg_2' }],
  ] as const)('delivery %s → behind those that wait already, for the right turn', (delivery, queued) => {
    const command = message(delivery === undefined ? {} : { delivery });
    const { state, outcome } = apply(stateWith(goalWith(), { inputs }), command);
    expect(outcome).toMatchObject({ applied: true, status: 'active' });
    expect(state.inputs).toEqual([...inputs, queued]);
  });

  test('over the limit of the queue → refused, and not queued', () => {
    const full = stateWith(null, { inputs: Array(MAX_QUEUED_INPUTS).fill({ inputId: 'm' }) });
    const { state, outcome } = apply(full, message());
    expect(outcome).toEqual({ applied: false, reason: 'queueFull' });
    expect(state.inputs).toBe(full.inputs);
  });

  test('a question is open → it stays; a message to interrupt takes it back', () => {
    const asking = stateWith(goalWith(), { request });
    for (const delivery of ['queue', 'steer'] as const)
      expect(apply(asking, message({ delivery })).state.request).toEqual(request);
    const { state } = apply(asking, message({ delivery: 'interrupt' }));
    expect([state.request, state.goal?.status]).toEqual([undefined, 'active']);
    expect(eventTypes(state)).toEqual(['inputWithdrawn']);
  });
});

describe('applyCommand: withdrawMessage', () => {
  const withdraw = (inputId: string): Command => ({ type: 'withdrawMessage', requestId: 'r1', inputId });

  test('a message that is queued → gone from the queue, on record; what held turns back stays', () => {
    const queued = stateWith(goalWith(), { inputs: [...inputs, { inputId: 'msg_2' }] });
    const { state, outcome } = apply(queued, withdraw('msg_1'));
    expect(outcome).toMatchObject({ applied: true });
    expect(state.inputs).toEqual([{ inputId: 'msg_2' }]);
    expect(state.events).toMatchObject([{ type: 'messageWithdrawn', inputId: 'msg_1' }]);
    expect(state.continuation).toEqual(queued.continuation);
  });

  test('one that a turn has taken, or that never came → refused', () => {
    const taken = stateWith(goalWith(), { deliveries: [{ inputId: 'msg_1', seq: 3, turn: 1 }] });
    expect(apply(taken, withdraw('msg_1')).outcome).toMatchObject({ applied: false, reason: 'messageTaken' });
  });

  test('asked twice → the first answer again', () => {
    const once = apply(stateWith(goalWith(), { inputs }), withdraw('msg_1'));
    expect(apply(once.state, withdraw('msg_1'))).toEqual({ state: once.state, outcome: once.outcome });
  });
});

describe('applyCommand: a message that also resumes', () => {
  const spent = { budget: { turns: 1 }, usage: usageWith({ turns: 1 }) };

  test.each<GoalStatus>(['paused', 'blocked', 'usageLimited', 'budgetLimited'])(
    '%s → active, and queued',
    (status) => {
      const before = stateWith(goalWith({ status, hasWrappedUp: true }));
      const { state, outcome } = apply(before, message({ resumeGoal: true }));
      expect(outcome).toMatchObject({ applied: true, status: 'active' });
      expect(state.goal).toMatchObject({ status: 'active', hasWrappedUp: false });
      expect(state.inputs).toEqual([{ inputId: 'msg_2' }]);
    },
  );

  test.each([
    ['it is complete', goalWith({ status: 'complete' })],
    ['nothing is left of its budget', goalWith({ status: 'paused', ...spent })],
    ['there is none', null],
  ])('the goal cannot be resumed, since %s → stays, and the message is queued all the same', (_, goal) => {
    const { state, outcome } = apply(stateWith(goal), message({ resumeGoal: true }));
    expect(outcome.applied).toBe(true);
    expect([state.goal, state.inputs.length]).toEqual([goal, 1]);
  });

  test('without the wish → a stopped goal stays stopped', () => {
    const before = stateWith(goalWith({ status: 'paused' }));
    expect(apply(before, message({ resumeGoal: false })).state.goal).toBe(before.goal);
  });
});

describe('applyCommand: answerInput', () => {
  const answer: Command = { type: 'answerInput', requestId: 'r1', inputId: 'input_1', messageId: 'msg_2' };

  test('→ the question is closed, the answer queued; a second answer → refused', () => {
    const { state } = apply(stateWith(goalWith(), { request, inputs }), answer);
    expect([state.request, state.inputs]).toEqual([undefined, [...inputs, { inputId: 'msg_2' }]]);
    const second = apply(state, { ...answer, requestId: 'r2' });
    expect(second.outcome).toMatchObject({ applied: false, reason: 'noOpenRequest' });
    expect(second.state.inputs).toBe(state.inputs);
  });

  test('the queue is full → taken all the same: nothing else can close the question', () => {
    const full = stateWith(null, { request, inputs: Array(MAX_QUEUED_INPUTS).fill({ inputId: 'm' }) });
    expect(apply(full, answer).outcome.applied).toBe(true);
  });
});

describe('applyCommand: setMode and wake', () => {
  test('setMode → the mode, recorded; the goal stays as it is', () => {
    const before = stateWith(goalWith());
    const { state } = apply(before, { type: 'setMode', requestId: 'r1', mode: 'plan' });
    expect([state.mode, state.goal]).toEqual(['plan', before.goal]);
    expect(state.events).toMatchObject([{ type: 'modeChanged', mode: 'plan' }]);
  });

  test('wake with the event that is waited for → the wait is over', () => {
    const waiting = stateWith(goalWith(), { wait: { untilMs: NOW_MS + 9, event: 'ci' } });
    const { state, outcome } = apply(waiting, { type: 'wake', requestId: 'r1', event: 'ci' });
    expect([outcome.applied, state.wait, state.wokenBy]).toEqual([true, undefined, 'event ci']);
  });

  test('wake when there is nothing to wake → refused', () => {
    const { outcome } = apply(stateWith(goalWith()), { type: 'wake', requestId: 'r1' });
    expect(outcome).toMatchObject({ applied: false, reason: 'notWaiting' });
  });
});
