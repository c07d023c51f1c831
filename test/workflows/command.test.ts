import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isCommand, parseSignal } from '../../workflows/command.ts';

describe('parseSignal', () => {
  test.each([undefined, null, {}])('payload %p → a plain command under the fallback id', (payload) => {
    expect(parseSignal('pause', payload, 'signal-1')).toEqual({
      ok: true,
      command: { type: 'pause', requestId: 'signal-1' },
    });
  });

  test('full payload → all of it is taken over', () => {
    expect(parseSignal('clear', { requestId: 'r1', reason: 'done with it', ifRevision: 3 }, 'x')).toEqual({
      ok: true,
      command: { type: 'clear', requestId: 'r1', reason: 'done with it', ifRevision: 3 },
    });
  });

  test.each([['text'], [7], [[1]], [{ reason: 5 }], [{ ifRevision: '1' }], [{ ifRevision: 1.5 }]])(
    'odd payload %p → refused, never guessed at',
    (payload) => {
      expect(parseSignal('pause', payload, 'signal-1')).toMatchObject({ ok: false, reason: 'badPayload' });
    },
  );

  test('unknown name → refused', () => {
    expect(parseSignal('unpause', {}, 'signal-1')).toMatchObject({ ok: false, reason: 'unknownSignal' });
  });

  test('anything at all → never throws', () => {
    fc.assert(
      fc.property(fc.string(), fc.anything(), (name, payload) => void parseSignal(name, payload, 'f')),
    );
  });
});

describe('isCommand', () => {
  const goal = { goalId: 'g', title: 't', budget: {}, policy: {} };

  test('update as the server sends it → a command', () => {
    expect(isCommand({ type: 'setGoal', requestId: 'r', replace: false, goal })).toBe(true);
    expect(isCommand({ type: 'postMessage', requestId: 'r', inputId: 'i' })).toBe(true);
  });

  test.each([
    [undefined],
    [{ type: 'setGoal', requestId: 'r', replace: false }],
    [{ type: 'setGoal', requestId: '', replace: false, goal }],
    [{ type: 'setGoal', requestId: 'r', replace: 'no', goal }],
    [{ type: 'setGoal', requestId: 'r', replace: false, goal: { ...goal, budget: null } }],
    [{ type: 'postMessage', requestId: 'r' }],
    [{ type: 'pause', requestId: 'r' }],
  ])('%j → none', (value) => {
    expect(isCommand(value)).toBe(false);
  });

  test('anything at all → never throws', () => {
    fc.assert(fc.property(fc.anything(), (value) => void isCommand(value)));
  });
});
