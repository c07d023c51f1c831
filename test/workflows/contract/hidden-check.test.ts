import { expect, test } from '@jest/globals';
import { hintsOf, shownContract } from '../../../workflows/contract/hidden-check.ts';
import { checkWith, contractWith, outcomeWith } from '../../support/contract/sample-contract.ts';

const CANARY = 'canary-11';
const hidden = (name: string, fields = {}) =>
  checkWith({
    name,
    command: CANARY,
    visibility: 'hidden',
    twin: { command: CANARY },
    expect: { exitCode: 0, metric: { marker: CANARY, op: '<', value: 3 } },
    files: [{ path: CANARY, mode: '644', sizeBytes: 1, sha256: CANARY }],
    ...fields,
  });
const contract = contractWith({
  verification: { checks: [checkWith(), hidden('a', { hint: 'larger numbers' })], protectedPaths: ['test'] },
  constraints: { checks: [hidden('b')], text: ['keep it small'] },
});

test('shownContract: hidden checks → name and hint only; everything else as it is', () => {
  const shown = shownContract(contract);
  expect(shown).toEqual({
    ...contract,
    verification: {
      checks: [checkWith(), { name: 'a', visibility: 'hidden', hint: 'larger numbers' }],
      protectedPaths: ['test'],
    },
    constraints: { checks: [{ name: 'b', visibility: 'hidden' }], text: ['keep it small'] },
  });
  expect(JSON.stringify(shown)).not.toContain(CANARY);
});

test('hintsOf: failed hidden checks that have one → their hints; passed ones → none', () => {
  const failed = ['tests', 'a', 'b'].map((name) => outcomeWith({ name, passed: false }));
  expect(hintsOf({ outcomes: failed }, contract)).toEqual([{ name: 'a', hint: 'larger numbers' }]);
  expect(hintsOf({ outcomes: [outcomeWith({ name: 'a' })] }, contract)).toEqual([]);
});
