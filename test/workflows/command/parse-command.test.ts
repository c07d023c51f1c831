import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isCommand, parseSignal } from '../../../workflows/command/parse-command.ts';

describe('parseSignal', () => {
  test.each([undefined, null, {}])('payload %p → a plain command under the fallback id', (payload) => {
    expect(parseSignal('pause', payload, 'signal-1')).toEqual({
      ok: true,
      command: { type: 'pause', requestId: 'signal-1' },
    });
  });

  test.each(['pause', 'resume', 'clear', 'interrupt', 'wake', 'archive', 'check'])(
    'signal %s with a full payload → all of it is taken over',
    (type) => {
      const payload = { requestId: 'r1', reason: 'because', ifRevision: 3, ifGoalId: 'g', event: 'ci' };
      expect(parseSignal(type, payload, 'x')).toEqual({ ok: true, command: { type, ...payload } });
    },
  );

  test.each([
    ['text'],
    [7],
    [[1]],
    [{ reason: 5 }],
    [{ ifRevision: '1' }],
    [{ ifRevision: 1.5 }],
    [{ ifGoalId: 1 }],
    [{ event: '' }],
    [{ event: 7 }],
    [{ event: 'x'.repeat(101) }],
  ])('odd payload %p → refused, never guessed at', (payload) => {
    expect(parseSignal('pause', payload, 'signal-1')).toEqual({
      ok: false,
      requestId: 'signal-1',
      reason: 'badPayload',
    });
  });

  test('unknown name → refused, under the id that came with it', () => {
    expect(parseSignal('unpause', { requestId: 'r1' }, 'signal-1')).toEqual({
      ok: false,
      requestId: 'r1',
      reason: 'unknownSignal',
    });
  });

  test('long reason → cut, so that the state stays small', () => {
    expect(parseSignal('pause', { requestId: 'r1', reason: 'r'.repeat(600) }, 'x')).toMatchObject({
      command: { requestId: 'r1', reason: 'r'.repeat(500) },
    });
  });

  test('id that is too long to be remembered, or none → refused: cut, it could be taken for another', () => {
    expect(parseSignal('pause', { requestId: 'i'.repeat(128) }, 'x').ok).toBe(true);
    for (const requestId of ['i'.repeat(129), '', 7])
      expect(parseSignal('pause', { requestId }, 'x')).toEqual({
        ok: false,
        requestId: 'x',
        reason: 'badPayload',
      });
  });

  test('anything at all → never throws', () => {
    fc.assert(
      fc.property(fc.string(), fc.anything(), (name, payload) => void parseSignal(name, payload, 'f')),
    );
  });
});

describe('isCommand', () => {
  const goal = { goalId: 'g', title: 't', budget: {}, policy: {} };
  const edit = { revision: 2, changesChecks: false, title: 't', budget: {}, policy: {} };
  const editGoal = { type: 'editGoal', requestId: 'r', ifGoalId: 'g', ifRevision: 1, edit };

  test.each([
    [{ type: 'setGoal', requestId: 'r', replace: false, goal: { ...goal, notBeforeMs: 5 } }],
    [{ type: 'postMessage', requestId: 'r', inputId: 'i' }],
    [{ type: 'postMessage', requestId: 'r', inputId: 'i', delivery: 'steer', resumeGoal: true }],
    [{ type: 'withdrawMessage', requestId: 'r', inputId: 'i' }],
    [{ type: 'answerInput', requestId: 'r', inputId: 'i', messageId: 'm' }],
    [{ type: 'answerInput', requestId: 'r', inputId: 'i', answer: 'accept' }],
    [{ type: 'answerInput', requestId: 'r', answer: 'refuse', messageId: 'm' }],
    [{ type: 'setMode', requestId: 'r', mode: 'plan' }],
    [editGoal],
    [{ ...editGoal, edit: { ...edit, status: 'paused' } }],
  ])('update as the server sends it, %j → a command', (value) => {
    expect(isCommand(value)).toBe(true);
  });

  test.each([
    [undefined],
    [{ type: 'setGoal', requestId: 'r', replace: false }],
    [{ type: 'setGoal', requestId: '', replace: false, goal }],
    [{ type: 'setGoal', requestId: 'r', replace: 'no', goal }],
    [{ type: 'setGoal', requestId: 'r', replace: false, goal: { ...goal, goalId: '' } }],
    [{ type: 'setGoal', requestId: 'r', replace: false, goal: { ...goal, budget: null } }],
    [{ type: 'setGoal', requestId: 'r', replace: false, goal: { ...goal, notBeforeMs: 'soon' } }],
    [{ type: 'postMessage', requestId: 'r' }],
    [{ type: 'withdrawMessage', requestId: 'r', inputId: 7 }],
    [{ type: 'postMessage', requestId: 'r', inputId: 'i', delivery: 'later' }],
    [{ type: 'postMessage', requestId: 'r', inputId: 'i', resumeGoal: 'yes' }],
    [{ type: 'answerInput', requestId: 'r', inputId: 'i' }],
    [{ type: 'answerInput', requestId: 'r', messageId: 'm' }],
    [{ type: 'answerInput', requestId: 'r', inputId: 'i', answer: 'perhaps' }],
    [{ type: 'answerInput', requestId: 'r', inputId: 7, answer: 'accept' }],
    [{ type: 'setMode', requestId: 'r', mode: 'review' }],
    [{ ...editGoal, ifRevision: undefined }],
    [{ ...editGoal, edit: { ...edit, revision: '2' } }],
    [{ ...editGoal, edit: { ...edit, changesChecks: undefined } }],
    [{ ...editGoal, edit: { ...edit, status: 'complete' } }],
    [{ type: 'pause', requestId: 'r' }],
  ])('%j → none', (value) => {
    expect(isCommand(value)).toBe(false);
  });

  test.each([
    ['a deadline that is no instant', { budget: { deadline: 'soon' } }],
    ['a budget that is no number', { budget: { tokens: 'many' } }],
    ['a tier that is a number', { policy: { serviceTier: 1 } }],
    ['a policy that is no number', { policy: { minGapSeconds: 'long' } }],
  ])('goal with %s → none: its timers would have no time', (_, fields) => {
    const value = { type: 'setGoal', requestId: 'r', replace: false, goal: { ...goal, ...fields } };
    expect(isCommand(value)).toBe(false);
  });

  test('anything at all → never throws', () => {
    fc.assert(fc.property(fc.anything(), (value) => void isCommand(value)));
  });
});
