import { describe, expect, test } from '@jest/globals';
import { withdrawnClaim } from '../../../activities/ledger/withdrawn-claim.ts';
import { claimRecord } from '../../support/journal/ledger-records.ts';

const CLAIMS = ['The price is 1.69', 'The price is stable', 'The error halves'].map((claim, index) =>
  claimRecord({ claim, claimId: `c${index}` }),
);

describe('withdrawnClaim', () => {
  test.each([
    ['the same words', 'the price is 1.69.', 'The price is 1.69'],
    ['their beginning', 'The error', 'The error halves'],
    ['their beginning, with the mark of a cut', 'The price is st...', 'The price is stable'],
  ])('%s → that claim, in its own words', (_, written, claim) => {
    expect(withdrawnClaim(CLAIMS, written)).toEqual({ ok: true, claim });
  });

  test('words that several claims begin with → refused, naming these', () => {
    expect(withdrawnClaim(CLAIMS, 'The price is')).toEqual({
      ok: false,
      problem:
        'claim: several claims begin with these words; there are: "The price is 1.69", "The price is stable"',
    });
  });

  test('words of no claim, or of one that was withdrawn already → refused, naming those that stand', () => {
    const withdrawn = claimRecord({ claim: 'The error halves', claimId: 'c9', status: 'withdrawn' });
    const answer = withdrawnClaim([...CLAIMS, withdrawn], 'The error halves');
    expect(answer).toMatchObject({ ok: false, problem: expect.stringContaining('"The price is stable"') });
    expect(answer).not.toMatchObject({ problem: expect.stringContaining('error halves"') });
    expect(withdrawnClaim([], '...')).toMatchObject({ problem: expect.stringContaining('there is none') });
  });
});
