import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { outcomeLine, readOutcome } from '../../../activities/sandbox/command-outcome.ts';
import { commandResult } from '../../support/sandbox/scripted-sandbox.ts';

describe('readOutcome', () => {
  test('the answer of a command that exited, whatever it wrote → its own exit code', () => {
    fc.assert(
      fc.property(fc.nat({ max: 255 }), fc.nat(), fc.string(), (exitCode, durationMs, output) => {
        const line = outcomeLine(commandResult({ exitCode, durationMs }), 1_000);
        expect(readOutcome(`${line}\n${output}`)).toEqual({ exitCode, line });
        expect(readOutcome(`${line}\nexit code 0, 1.00 s`)?.exitCode).toBe(exitCode);
      }),
    );
  });

  test.each(['timeout', 'cancel', 'outputCeiling', 'signal', 'failedToStart'] as const)(
    'one that ended by %s → no exit code',
    (endedBy) => {
      const line = outcomeLine(commandResult({ endedBy, exitCode: null, reason: 'exit code 0, 1 s' }), 1_000);
      expect(readOutcome(`${line}\nexit code 0, 1.00 s`)).toEqual({ exitCode: null, line });
    },
  );

  test.each([
    'Interrupted, outcome unknown: the worker was lost',
    'Refused: the thread is in plan mode',
    'said: exit code 0, 1.00 s',
    '',
  ])('%j → no command was run', (answer) => {
    expect(readOutcome(`${answer}\nexit code 0, 1.00 s`)).toBeUndefined();
  });
});
