import { describe, expect, test } from '@jest/globals';
import { callDigest } from '../../../activities/tools/call-digest.ts';
import { repetitionNote } from '../../../activities/tools/repetition-note.ts';

const call = (args: unknown, name = 'shell') => ({ name, arguments: JSON.stringify(args) });
const ran = (output: string, exitCode = 0) => ({
  ok: exitCode === 0,
  output,
  exitCode,
  endedBy: 'exit' as const,
});
const LS = call({ command: 'ls' });

describe('callDigest', () => {
  test('a short word that history can carry', () => {
    expect(callDigest(LS, ran('exit code 0, 0.01 s\na.txt'))).toMatch(/^[\w-]{8}$/);
  });

  test.each([
    ['the time that it took', LS, ran('exit code 0, 0.02 s\na.txt'), LS, ran('exit code 0, 1.31 s\na.txt')],
    [
      'the order and spacing of its arguments',
      call({ a: 1, b: 2 }),
      ran('x'),
      { name: 'shell', arguments: '{ "b": 2,"a":1 }' },
      ran('x'),
    ],
    [
      'an optional argument that is null',
      call({ command: 'ls', timeoutSeconds: null }),
      ran('x'),
      LS,
      ran('x'),
    ],
    ['what a clock said', LS, ran('x\nok 3 in 0.41s at 12:03:09'), LS, ran('x\nok 3 in 0.5s at 12:03:10')],
    ['a date', LS, ran('x\n2026-11-29T17:12:29.123Z up'), LS, ran('x\n2026-11-29T17:12:31Z up')],
    ["a runner's duration", LS, ran('x\n  duration_ms: 31.2\n'), LS, ran('x\n  duration_ms: 29.918\n')],
  ])('differs only in %s → the same', (_, a, aResult, b, bResult) => {
    expect(callDigest(a, aResult)).toBe(callDigest(b, bResult));
  });

  test.each([
    ['the command', LS, ran('x\na'), call({ command: 'ls -l' }), ran('x\na')],
    ['the tool', LS, ran('x\na'), call({ command: 'ls' }, 'read_file'), ran('x\na')],
    ['the output', LS, ran('x\na'), LS, ran('x\nb')],
    ['the exit code', LS, ran('x\na'), LS, ran('x\na', 1)],
    ['a figure', LS, ran('x\np95_ms: 118'), LS, ran('x\np95_ms: 117')],
    ['a count', LS, ran('x\n3 failed'), LS, ran('x\n2 failed')],
    [
      'arguments that are no JSON',
      { name: 'shell', arguments: '{' },
      ran('x'),
      { name: 'shell', arguments: '[' },
      ran('x'),
    ],
  ])('differs in %s → another', (_, a, aResult, b, bResult) => {
    expect(callDigest(a, aResult)).not.toBe(callDigest(b, bResult));
  });
});

describe('repetitionNote', () => {
  const again = { digest: 'd', cycle: 1, round: 5 };

  test('another digest than the foreseen one → nothing is said', () => {
    expect(repetitionNote([again], 'e')).toBeUndefined();
    expect(repetitionNote([], 'd')).toBeUndefined();
  });

  test('the same call, a cycle, the last round → said so', () => {
    expect(repetitionNote([again], 'd')).toMatch(
      /same call has now had this same result 5 times in a row\. .*tenth time/,
    );
    expect(repetitionNote([{ ...again, cycle: 2 }], 'd')).toMatch(
      /same 2 calls have now had the same results 5 times/,
    );
    expect(repetitionNote([{ ...again, round: 10, isLast: true }], 'd')).toMatch(/the turn ends here/);
  });
});
