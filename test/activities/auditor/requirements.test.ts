import { expect, test } from '@jest/globals';
import { requirementsOf } from '../../../activities/auditor/requirements.ts';
import { checkWith, contractWith } from '../../support/contract/sample-contract.ts';

test('requirementsOf: a whole contract → objective, checks, constraints, boundaries, numbered in this order', () => {
  const contract = contractWith({
    verification: { checks: [checkWith({ runs: 3 })], protectedPaths: ['bench'], auditor: {} },
    constraints: {
      checks: [checkWith({ name: 'lint', command: 'npm run lint' })],
      text: ['No new dependency'],
    },
    boundaries: { text: ['Only src/'] },
  });
  expect(requirementsOf(contract)).toEqual([
    { id: 'R1', kind: 'objective', text: 'Make it fast' },
    { id: 'R2', kind: 'check', text: 'tests: `npm test` must exit 0, in each of 3 runs' },
    { id: 'R3', kind: 'check', text: 'lint: `npm run lint` must exit 0' },
    { id: 'R4', kind: 'constraint', text: 'No new dependency' },
    { id: 'R5', kind: 'boundary', text: 'Only src/' },
  ]);
});

test('requirementsOf: an objective alone → one requirement', () => {
  const contract = contractWith({ verification: { checks: [], protectedPaths: [], auditor: {} } });
  expect(requirementsOf(contract)).toEqual([{ id: 'R1', kind: 'objective', text: 'Make it fast' }]);
});
