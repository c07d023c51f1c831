import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseSignal } from '../../workflows/command.ts';

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
