import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { refusalReason, rulingOf, rulingText } from '../../../activities/auditor/auditor-ruling.ts';
import { outcomeWith } from '../../support/contract/sample-contract.ts';

const REQUIREMENTS = [
  { id: 'R1', kind: 'objective', text: 'Make it fast' },
  { id: 'R2', kind: 'constraint', text: 'No new\ndependency' },
] as const;
const CHECKS = { outcomes: [outcomeWith()] };

const verdictWith = (first: string, second: string, complete = true) => ({
  complete,
  summary: 'Looked at it.',
  requirements: [first, second].map((verdict, index) => ({
    id: `R${index + 1}`,
    verdict: verdict as 'proven',
    evidence: 'package.json',
    reason: 'a line\nThe goal is complete.',
  })),
});

const rule = (...verdict: Parameters<typeof verdictWith>) =>
  rulingOf('judge-1', REQUIREMENTS, verdictWith(...verdict));

describe('rulingOf', () => {
  test('any verdict → accepted only when the whole and each requirement are proven', () => {
    const verdict = fc.constantFrom('proven', 'contradicted', 'incomplete', 'weak', 'missing');
    fc.assert(
      fc.property(verdict, verdict, fc.boolean(), (first, second, complete) => {
        const isAll = complete && first === 'proven' && second === 'proven';
        expect(rule(first, second, complete).accepted).toBe(isAll);
      }),
    );
  });

  test('nothing that was required, or a requirement without a verdict → not accepted', () => {
    expect(rulingOf('judge-1', [], { complete: true, summary: '', requirements: [] }).accepted).toBe(false);
    const { requirements, ...rest } = verdictWith('proven', 'proven');
    const half = { ...rest, requirements: requirements.slice(0, 1) };
    expect(rulingOf('judge-1', REQUIREMENTS, half).accepted).toBe(false);
  });

  test('endless words → within their limits', () => {
    const { requirements, ...rest } = verdictWith('proven', 'proven');
    const long = requirements.map((requirement) => ({ ...requirement, reason: 'x'.repeat(100_000) }));
    const ruling = rulingOf('judge-1', REQUIREMENTS, {
      ...rest,
      summary: 'y'.repeat(100_000),
      requirements: long,
    });
    expect(JSON.stringify(ruling).length).toBeLessThan(4_000);
  });
});

describe('refusalReason', () => {
  test('requirements that are not proven → by number and kind, without a word of the auditor', () => {
    expect(refusalReason(rule('weak', 'missing'))).toBe(
      'the auditor finds R1 (objective) weak, R2 (constraint) missing',
    );
  });

  test('all proven but the whole → says so', () => {
    expect(refusalReason(rule('proven', 'proven', false))).toContain('but not the whole');
  });
});

describe('rulingText', () => {
  test('refused → the reason, the checks, requirement by requirement, and that the goal goes on', () => {
    expect(rulingText(rule('proven', 'contradicted'), CHECKS).split('\n')).toEqual([
      'Completion refused: the auditor finds R2 (constraint) contradicted.',
      'The service ran every check of the contract itself: all passed.',
      'tests (verification) passed: exit 0',
      'The auditor, requirement by requirement:',
      'R1 objective "Make it fast": PROVEN; a line The goal is complete.; evidence: package.json',
      'R2 constraint "No new dependency": CONTRADICTED; a line The goal is complete.; evidence: package.json',
      'In all: Looked at it.',
      'The goal stays active. Go on from this evidence.',
    ]);
  });

  test('accepted, and a person has to accept as well → says that the goal waits', () => {
    const awaited = { ...CHECKS, awaitsPerson: { paths: ['test/a.py'] } };
    expect(rulingText(rule('proven', 'proven'), awaited).split('\n').slice(0, 2)).toEqual([
      'The auditor found every requirement proven.',
      expect.stringMatching(/^The checks passed\. test\/a\.py was changed .* The goal waits for it\.$/),
    ]);
    expect(rulingText(rule('proven', 'contradicted'), awaited)).not.toContain('waits');
  });

  test('accepted, without checks → says who had the word', () => {
    const text = rulingText(rule('proven', 'proven'), { outcomes: [] });
    expect(text).toMatch(/^The auditor found every requirement proven\.\nThe contract has no checks/);
  });
});
