import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  claimWords,
  currentClaims,
  standingClaims,
  standingStatus,
  successors,
} from '../../../workflows/evidence/ledger.ts';
import { claimRecord } from '../../support/journal/ledger-records.ts';

describe('standingStatus', () => {
  test.each([
    ['confirmed', [], 'confirmed'],
    ['confirmed', ['file a has changed since'], 'uncertain'],
    ['refuted', [], 'refuted'],
    ['refuted', ['check a has passed since'], 'uncertain'],
    ['withdrawn', ['file a is gone'], 'withdrawn'],
    ['approximate', ['file a has changed since'], 'approximate'],
    ['blocked', [], 'blocked'],
    ['uncertain', ['file a is gone'], 'uncertain'],
  ] as const)('%s with stale evidence %j → %s', (status, stale, standing) => {
    expect(standingStatus({ status, stale })).toBe(standing);
  });
});

describe('claimWords', () => {
  test.each([
    'The price is 1.69',
    '  the  PRICE\nis 1.69 ',
    'The price is 1.69.',
    'The price is 1.69 !',
    'Ｔhe price is １.69',
  ])('%j → the same words', (claim) => {
    expect(claimWords(claim)).toBe('the price is 1.69');
  });

  test('another figure, or another sign → other words', () => {
    const words = ['the price is 1.69', 'the price is 1.7', 'the price is -1.69', 'the price is 1.69?'];
    expect(new Set(words.map(claimWords)).size).toBe(4);
  });
});

describe('currentClaims', () => {
  test('a claim recorded again → the later one, at its own place; both know of it', () => {
    const claims = ['A', 'B', 'a.', 'C', 'A'].map((claim, index) =>
      claimRecord({ claim, claimId: `c${index}`, seq: index }),
    );
    expect(currentClaims(claims).map(({ claimId }) => claimId)).toEqual(['c1', 'c3', 'c4']);
    expect([...successors(claims)]).toEqual([
      ['c0', 'c2'],
      ['c2', 'c4'],
    ]);
  });

  test('any claims → each wording stands once, in its last form, and none is lost', () => {
    const wordings = fc.array(fc.constantFrom('a', 'A ', 'a.', 'b', 'c', 'C'), { maxLength: 20 });
    fc.assert(
      fc.property(wordings, (texts) => {
        const claims = texts.map((claim, index) => claimRecord({ claim, claimId: `c${index}` }));
        const current = currentClaims(claims);
        expect(new Set(current.map(({ claim }) => claimWords(claim)))).toEqual(
          new Set(texts.map(claimWords)),
        );
        expect(current.length + successors(claims).size).toBe(claims.length);
        for (const { claim, claimId } of current) {
          const last = texts.findLastIndex((text) => claimWords(text) === claimWords(claim));
          expect(claimId).toBe(`c${last}`);
        }
      }),
    );
  });
});

test('standingClaims: a claim that was withdrawn → stands no more, until it is recorded again', () => {
  const made = claimRecord({ claim: 'A', claimId: 'c1' });
  const withdrawn = claimRecord({ claim: 'a.', claimId: 'c2', status: 'withdrawn' });
  const again = claimRecord({ claim: 'A', claimId: 'c3' });
  expect(standingClaims([made, withdrawn])).toEqual([]);
  expect(standingClaims([made, withdrawn, again])).toEqual([again]);
});
