import { describe, expect, test } from '@jest/globals';
import { claimStatusProblem } from '../../../workflows/evidence/claim-status-words.ts';
import { CLAIM_STATUSES } from '../../../workflows/evidence/ledger.ts';

const ALL = 'the statuses are confirmed, refuted, approximate, blocked, uncertain, withdrawn';

describe('claimStatusProblem', () => {
  test.each([
    ['contradicted', 'refuted'],
    ['Disproved', 'refuted'],
    ['verified', 'confirmed'],
    ['partially_confirmed', 'approximate'],
    ['unknown', 'uncertain'],
    ['RETRACTED', 'withdrawn'],
    [' Confirmed', 'confirmed'],
  ])('%s → names %s, and all that are valid', (written, meant) => {
    const problem = `${JSON.stringify(written)} is no status; what you mean may be "${meant}"; ${ALL}`;
    expect(claimStatusProblem(written)).toBe(problem);
  });

  test('a word that nothing is known of, or none → the valid ones', () => {
    expect(claimStatusProblem('sunny')).toBe(`"sunny" is no status; ${ALL}`);
    expect(claimStatusProblem(undefined)).toBe(`is required; ${ALL}`);
    expect(claimStatusProblem('x'.repeat(500)).length).toBeLessThan(150);
  });

  test('no word means two statuses', () => {
    for (const status of CLAIM_STATUSES) expect(claimStatusProblem(status)).toContain(`may be "${status}"`);
  });
});
