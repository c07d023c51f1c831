import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { claimRefusal } from '../../../workflows/evidence/evidence-rules.ts';
import type { ClaimStatus, Evidence, EvidenceSource } from '../../../workflows/evidence/ledger.ts';
import { CHECK_PASSED, commandEvidence, FILE_EVIDENCE, WORDS } from '../../support/journal/ledger-records.ts';

const CHECK_FAILED: Evidence = { ...CHECK_PASSED, passed: false };

const refusal = (status: ClaimStatus, evidence: readonly Evidence[], uncertainty = ''): string =>
  claimRefusal({ status, evidence, uncertainty }) ?? 'accepted';

describe('claimRefusal: confirmed', () => {
  test.each<[string, readonly Evidence[]]>([
    ['a check that passed', [CHECK_PASSED]],
    ['a command that exited with 0', [commandEvidence(4)]],
    [
      'a protected file as it was accepted',
      [{ ...FILE_EVIDENCE, ref: { kind: 'item', seq: 4 }, sealedPath: 'data/a.csv' }],
    ],
    [
      'one of these beside a file, words and a failed run',
      [FILE_EVIDENCE, WORDS, CHECK_FAILED, commandEvidence(4)],
    ],
  ])('%s → accepted', (_, evidence) => {
    expect(refusal('confirmed', evidence)).toBe('accepted');
  });

  test.each<[string, readonly Evidence[]]>([
    ['nothing', []],
    ['a file', [FILE_EVIDENCE]],
    ['words of the model', [WORDS]],
    ['words of the user', [{ ...WORDS, source: 'user' }]],
    ['a check that failed', [CHECK_FAILED]],
    ['a command that failed', [commandEvidence(4, false)]],
    ['all of these', [FILE_EVIDENCE, WORDS, CHECK_FAILED, commandEvidence(4, false)]],
  ])('%s → refused, naming the field', (_, evidence) => {
    expect(refusal('confirmed', evidence, 'some')).toMatch(
      /^evidence: confirmed needs a check whose latest run passed/,
    );
  });
});

const SEALED: Evidence = { ...FILE_EVIDENCE, ref: { kind: 'item', seq: 4 }, sealedPath: 'data/a.csv' };

describe('claimRefusal: refuted', () => {
  test.each<[string, Evidence]>([
    ['a check that failed', CHECK_FAILED],
    ['a check that passed', CHECK_PASSED],
    ['a command that failed', commandEvidence(4, false)],
    ['a protected file as it was accepted', SEALED],
  ])('%s → accepted', (_, evidence) => {
    expect(refusal('refuted', [evidence])).toBe('accepted');
  });

  test.each([[[]], [[WORDS]], [[FILE_EVIDENCE, WORDS]]])('%j → refused, naming the field', (evidence) => {
    expect(refusal('refuted', evidence, 'some')).toMatch(/^evidence: refuted needs a check or a command/);
  });
});

describe('claimRefusal: withdrawn', () => {
  test('with a reason → accepted, without evidence; without one → refused', () => {
    expect(refusal('withdrawn', [], 'it named the wrong seed')).toBe('accepted');
    expect(refusal('withdrawn', [CHECK_PASSED], ' ')).toMatch(
      /^uncertainty: is required with status withdrawn/,
    );
  });
});

describe('claimRefusal: the others', () => {
  test.each<[string, Evidence]>([
    ['a check that failed', CHECK_FAILED],
    ['a command that failed', commandEvidence(4, false)],
    ['a file', FILE_EVIDENCE],
  ])('approximate with %s → accepted', (_, evidence) => {
    expect(refusal('approximate', [evidence])).toBe('accepted');
  });

  test.each([[[]], [[WORDS]], [[WORDS, { ...WORDS, source: 'user' as const }]]])(
    'approximate with %j → refused',
    (evidence) => {
      expect(refusal('approximate', evidence)).toMatch(/^evidence: approximate needs .* words alone/);
    },
  );

  test.each(['blocked', 'uncertain'] as const)('%s → needs no evidence, but what is missing', (status) => {
    expect(refusal(status, [], 'no access to the paper')).toBe('accepted');
    expect(refusal(status, [CHECK_PASSED], ' \n')).toMatch(/^uncertainty: is required with status/);
  });
});

test('claimRefusal: any evidence → words or a file more never change the ruling on confirmed', () => {
  const source = fc.constantFrom<EvidenceSource>('service', 'command', 'file', 'model', 'user');
  const passed = fc.constantFrom({ passed: true }, { passed: false }, {});
  const one = fc.tuple(source, passed).map(([from, how]): Evidence => ({ ...WORDS, source: from, ...how }));
  const light = fc
    .tuple(fc.constantFrom<EvidenceSource>('file', 'model', 'user'), passed)
    .map(([from, how]): Evidence => ({ ...WORDS, source: from, ...how }));
  fc.assert(
    fc.property(fc.array(one), fc.array(light), (evidence, more) => {
      const ruling = refusal('confirmed', evidence);
      expect(refusal('confirmed', [...more, ...evidence])).toBe(ruling);
      const carried = evidence.some((e) => ['service', 'command'].includes(e.source) && e.passed === true);
      expect(ruling === 'accepted').toBe(carried);
    }),
  );
});
