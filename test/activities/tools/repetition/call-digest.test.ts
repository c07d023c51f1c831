import { describe, expect, test } from '@jest/globals';
import { answerDigestOf, callDigest } from '../../../../activities/tools/repetition/call-digest.ts';
import { repetitionNote, sameAnswerNote } from '../../../../activities/tools/repetition/repetition-note.ts';

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
      /same call has now had this same result 5 times in a row \(times, .* apart\)\. .*tenth time/,
    );
    expect(repetitionNote([{ ...again, cycle: 2 }], 'd')).toMatch(
      /same 2 calls have now had the same results 5 times/,
    );
    expect(repetitionNote([{ ...again, round: 10, isLast: true }], 'd')).toMatch(/the turn ends here/);
  });
});

describe('answerDigestOf', () => {
  const sed = (line: number) => call({ command: `sed -n ${line}p a.txt` });

  test('calls that differ and are answered alike, but for words of their own → the same', () => {
    expect(answerDigestOf(sed(1), ran('exit code 0, 0.1 s\n(no output)'))).toBe(
      answerDigestOf(sed(2), ran('exit code 0, 0.2 s\n(no output)')),
    );
    const cat = (file: string) =>
      answerDigestOf(call({ command: `cat ${file}` }), ran(`x\ncat: ${file}: No such file`, 1));
    expect(cat('a17.txt')).toBe(cat('a18.txt'));
  });

  test('another answer, exit code or tool → another', () => {
    const one = answerDigestOf(sed(1), ran('x\nfound'));
    expect(answerDigestOf(sed(1), ran('x\nother'))).not.toBe(one);
    expect(answerDigestOf(sed(1), ran('x\nfound', 1))).not.toBe(one);
    expect(answerDigestOf({ ...sed(1), name: 'read_file' }, ran('x\nfound'))).not.toBe(one);
  });
});

describe('sameAnswerNote', () => {
  const foreseen = { answer: 'a', replies: 12 };

  test('another answer, or none foreseen → nothing is said; the same → how often, and in the end that the turn ends', () => {
    expect([sameAnswerNote(undefined, 'a'), sameAnswerNote(foreseen, 'b')]).toEqual([undefined, undefined]);
    expect(sameAnswerNote(foreseen, 'a')).toMatch(/^For 12 replies in a row .*same answer.*twentieth/);
    expect(sameAnswerNote({ ...foreseen, isLast: true }, 'a')).toMatch(/the turn ends here/);
  });
});
