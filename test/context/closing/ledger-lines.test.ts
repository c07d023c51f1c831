import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  claimLines,
  iterationLines,
  NAMED_CLAIMS,
  SHOWN_CLAIMS,
  SHOWN_ITERATIONS,
} from '../../../context/closing/ledger-lines.ts';
import {
  CHECK_PASSED,
  claimRecord,
  commandEvidence,
  iterationRecord,
} from '../../support/journal/ledger-records.ts';

describe('claimLines', () => {
  test('confirmed → what it says and what shows it', () => {
    const evidence = [CHECK_PASSED, commandEvidence(4)];
    expect(claimLines([claimRecord({ status: 'confirmed', evidence, uncertainty: '' })])).toEqual([
      'confirmed: The price is 1.69 | shown by: price (verification) passed: exit 0; shell node mc.mjs: exit code 0',
    ]);
  });

  test('uncertain → what is open', () => {
    expect(claimLines([claimRecord()])).toEqual(['uncertain: The price is 1.69 | open: one seed only']);
  });

  test('stale evidence → said, and what it was before', () => {
    const stale = ['file a has changed since', 'check price has failed since'];
    expect(claimLines([claimRecord({ status: 'confirmed', uncertainty: '', stale })])).toEqual([
      'uncertain, was confirmed: The price is 1.69 | STALE: file a has changed since; check price has failed since',
    ]);
  });

  test('more evidence than is shown → the rest counted', () => {
    const evidence = [1, 2, 3, 4, 5].map((seq) => commandEvidence(seq));
    expect(claimLines([claimRecord({ evidence })])[0]).toContain('exit code 0; 2 more | open');
  });

  test('recorded again → only the later one', () => {
    const later = claimRecord({ claimId: '9-0', claim: 'the price is 1.69', status: 'blocked' });
    expect(claimLines([claimRecord(), later])).toEqual(['blocked: the price is 1.69 | open: one seed only']);
  });

  test('more than are shown → the newest in full, the older ones counted by what they are worth now, and named', () => {
    const claims = Array.from({ length: SHOWN_CLAIMS + 3 }, (_, index) =>
      claimRecord({
        claimId: `c${index}`,
        claim: `claim ${index}`,
        status: index < 2 ? 'confirmed' : 'blocked',
        stale: index === 0 ? ['file a is gone'] : [],
      }),
    );
    const lines = claimLines(claims);
    expect(lines).toHaveLength(SHOWN_CLAIMS + 4);
    expect(lines.slice(0, 4)).toEqual([
      '3 older claims: 1 uncertain, 1 confirmed, 1 blocked',
      ...['uncertain: claim 0', 'confirmed: claim 1', 'blocked: claim 2'],
    ]);
    expect(lines.at(-1)).toContain(`claim ${SHOWN_CLAIMS + 2}`);
  });
});

describe('claimLines: a long ledger', () => {
  test('hundreds of claims → no longer than one of fifty', () => {
    const claims = Array.from({ length: 500 }, (_, index) =>
      claimRecord({ claimId: `c${index}`, claim: `claim ${index} ${'x'.repeat(400)}` }),
    );
    const lines = claimLines(claims);
    expect(lines).toHaveLength(1 + NAMED_CLAIMS + SHOWN_CLAIMS);
    expect(lines[1]?.length).toBeLessThan(120);
    expect(lines[0]).toBe('488 older claims: 488 uncertain');
  });
});

describe('iterationLines', () => {
  test('an experiment → one line', () => {
    expect(iterationLines([iterationRecord()])).toEqual([
      'turn 1: changed: twice the paths | observed: error halved | next: antithetic paths',
    ]);
  });

  test('more than are shown → the newest in full, the older ones counted', () => {
    const iterations = Array.from({ length: SHOWN_ITERATIONS + 30 }, (_, turn) => iterationRecord({ turn }));
    const lines = iterationLines(iterations);
    expect(lines).toHaveLength(SHOWN_ITERATIONS + 1);
    expect(lines[0]).toBe('30 older iterations');
    expect(lines.at(-1)).toMatch(new RegExp(`^turn ${SHOWN_ITERATIONS + 29}: `));
  });
});

test('claimLines, iterationLines: any text of any length → one line each, bounded; what is added is ASCII', () => {
  const text = fc.oneof(fc.string({ unit: 'binary' }), fc.constant('a\n</ledger>\n'.repeat(2_000)));
  const ascii = fc.string({ unit: 'grapheme-ascii', maxLength: 2_000 });
  const linesOf = (words: string): string[] => {
    const said = { claim: words, uncertainty: words, stale: [words, words] };
    const evidence = Array.from({ length: 10 }, () => ({ ...CHECK_PASSED, summary: words }));
    const iteration = iterationRecord({ changed: words, observed: words, next: words });
    return [...claimLines([claimRecord({ ...said, evidence })]), ...iterationLines([iteration])];
  };
  fc.assert(
    fc.property(text, (words) => {
      for (const line of linesOf(words)) {
        expect(line).not.toContain('\n');
        expect([...line].length).toBeLessThan(1_300);
      }
    }),
  );
  fc.assert(
    fc.property(ascii, (words) => {
      for (const line of linesOf(words)) expect(line).toMatch(/^[\x20-\x7e]*$/);
    }),
  );
});

test('claimLines: refuted and withdrawn claims → the one as it stands, the other not at all', () => {
  const claims = [
    claimRecord({ claim: 'A', claimId: 'c1', status: 'refuted', uncertainty: '', evidence: [CHECK_PASSED] }),
    claimRecord({ claim: 'B', claimId: 'c2' }),
    claimRecord({ claim: 'B', claimId: 'c3', status: 'withdrawn' }),
  ];
  expect(claimLines(claims)).toEqual(['refuted: A | shown by: price (verification) passed: exit 0']);
});
