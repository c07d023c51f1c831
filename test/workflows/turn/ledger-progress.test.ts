import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Evidence } from '../../../workflows/evidence/ledger.ts';
import {
  bringsNewEvidence,
  MAX_NEARER_CLAIMS,
  noteRecorded,
} from '../../../workflows/turn/ledger-progress.ts';
import { CHECK_PASSED, commandEvidence, FILE_EVIDENCE, WORDS } from '../../support/journal/ledger-records.ts';
import { GOAL_REF, goalWith, stateWith } from '../../support/workflow/thread-states.ts';

const claimOn = (...evidence: Evidence[]) => ({ evidence });
const LATER_RUN: Evidence = { ...CHECK_PASSED, seq: 9 };
const OTHER_CHECK: Evidence = { ...CHECK_PASSED, ref: { kind: 'check', name: 'error' } };

describe('bringsNewEvidence', () => {
  test.each<[string, Evidence, boolean]>([
    ['a command → new', commandEvidence(4), true],
    ['a command that failed → new', commandEvidence(4, false), true],
    ['a run of a check → new', CHECK_PASSED, true],
    ['a file → not', FILE_EVIDENCE, false],
    ['words → not', WORDS, false],
    ['words of the user → not', { ...WORDS, source: 'user' }, false],
  ])('cited for the first time: %s', (_, evidence, isNew) => {
    expect(bringsNewEvidence([], claimOn(evidence))).toBe(isNew);
  });

  test.each<[string, Evidence, boolean]>([
    ['the same command → not', commandEvidence(4), false],
    ['another command → new', commandEvidence(6), true],
    ['the same run → not', CHECK_PASSED, false],
    ['a later run of the check → new', LATER_RUN, true],
    ['another check of the same run → new', OTHER_CHECK, true],
  ])('cited after a command and a run: %s', (_, evidence, isNew) => {
    const earlier = [claimOn(WORDS), claimOn(commandEvidence(4), CHECK_PASSED)];
    expect(bringsNewEvidence(earlier, claimOn(FILE_EVIDENCE, evidence))).toBe(isNew);
  });

  test('no evidence → none', () => {
    expect(bringsNewEvidence([], claimOn())).toBe(false);
  });

  test('the limit of a goal → further claims do not count; those that did not count are not counted', () => {
    const counted = Array.from({ length: MAX_NEARER_CLAIMS }, (_, index) => claimOn(commandEvidence(index)));
    const idle = [claimOn(WORDS), claimOn(commandEvidence(1)), claimOn(FILE_EVIDENCE)];
    const next = claimOn(commandEvidence(1_000));
    expect(bringsNewEvidence([...counted.slice(1), ...idle], next)).toBe(true);
    expect(bringsNewEvidence([...counted, ...idle], next)).toBe(false);
  });

  test('any sequence of claims → no more count than there are different commands, nor than the limit', () => {
    const cited = fc.array(fc.array(fc.nat({ max: 80 }), { maxLength: 3 }), { maxLength: 150 });
    fc.assert(
      fc.property(cited, (claims) => {
        const all = claims.map((seqs) => claimOn(...seqs.map((seq) => commandEvidence(seq))));
        const count = all.filter((claim, index) => bringsNewEvidence(all.slice(0, index), claim)).length;
        expect(count).toBeLessThanOrEqual(Math.min(MAX_NEARER_CLAIMS, new Set(claims.flat()).size));
      }),
      { numRuns: 50 },
    );
  });
});

describe('noteRecorded', () => {
  test('the goal of the call → knows the place; any other is left alone', () => {
    const state = stateWith(goalWith());
    expect(noteRecorded(state, GOAL_REF, 12).goal?.ledgerSeq).toBe(12);
    expect(noteRecorded(state, { goalId: 'goal_9', revision: 1 }, 12)).toBe(state);
    expect(noteRecorded(state, undefined, 12)).toBe(state);
  });
});
