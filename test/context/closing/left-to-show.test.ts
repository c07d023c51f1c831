import { describe, expect, test } from '@jest/globals';
import { leftToShow } from '../../../context/closing/left-to-show.ts';
import type { Contract } from '../../../workflows/contract/contract.ts';
import { checkWith, contractWith } from '../../support/contract/sample-contract.ts';

const withChecks = (...names: string[]): Contract =>
  contractWith({
    verification: { checks: names.map((name) => checkWith({ name })), protectedPaths: [] },
  });

describe('leftToShow: checks', () => {
  test.each<[string, readonly string[], readonly string[], string]>([
    ['one that never ran', ['tests'], [], 'that tests passes'],
    ['one that passed', ['tests'], ['tests'], 'that the check still passes'],
    ['two that passed', ['a', 'b'], ['a', 'b'], 'that both checks still pass'],
    ['three that passed', ['a', 'b', 'c'], ['c', 'b', 'a'], 'that all 3 checks still pass'],
    ['two of three open', ['a', 'b', 'c'], ['b'], 'that a and c pass'],
    ['many open', ['a', 'b', 'c', 'd', 'e', 'f', 'g'], [], 'that a, b, c, d, e and 2 more pass'],
  ])('%s → said by name', (_, names, passedChecks, words) => {
    expect(leftToShow({ contract: withChecks(...names), passedChecks })).toBe(words);
  });
});

describe('leftToShow: what no check shows', () => {
  test('constraints and boundaries in words → to be shown beside the checks, one or several', () => {
    const words = (constraints: string[], boundaries: string[]) =>
      leftToShow({
        contract: {
          ...withChecks('tests'),
          constraints: { checks: [], text: constraints },
          boundaries: { text: boundaries },
        },
      });
    expect(words(['no new packages'], [])).toBe('that tests passes; that the constraint in words holds');
    expect(words(['a', 'b'], ['c', 'd'])).toBe(
      'that tests passes; that the constraints in words hold; that the boundaries in words hold',
    );
  });

  test('an auditor → the evidence is for it; refused once → what it did not find proven', () => {
    const contract = contractWith({ verification: { checks: [], protectedPaths: [], auditor: {} } });
    expect(leftToShow({ contract })).toBe('to the auditor, each requirement by evidence that it can look at');
    expect(leftToShow({ contract, auditLines: ['R1 objective "x": WEAK'] })).toBe(
      'to the auditor, what its last ruling did not find proven',
    );
  });
});
