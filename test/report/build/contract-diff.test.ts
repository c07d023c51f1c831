import { describe, expect, test } from '@jest/globals';
import { contractDiff } from '../../../report/build/contract-diff.ts';
import { checkWith, contractWith } from '../../support/contract/sample-contract.ts';

const checks = (...list: ReturnType<typeof checkWith>[]) =>
  contractWith({ verification: { checks: list, protectedPaths: [] } });

describe('contractDiff', () => {
  test('the same → nothing', () => {
    expect(contractDiff(contractWith(), contractWith())).toEqual([]);
  });

  test('a field changed, one added, one taken out → each by its path', () => {
    const before = contractWith({ budget: { tokens: 10, turns: 3 } });
    const after = contractWith({ budget: { tokens: 20, costUsd: 1.5 }, objective: 'Other' });
    expect(contractDiff(before, after)).toEqual([
      { field: 'objective', before: 'Make it fast', after: 'Other' },
      { field: 'budget.tokens', before: '10', after: '20' },
      { field: 'budget.turns', before: '3' },
      { field: 'budget.costUsd', after: '1.5' },
    ]);
  });

  test('a check put before the others → they are not said to have changed', () => {
    const [old, added] = [checkWith(), checkWith({ name: 'lint', command: 'npm run lint' })];
    const fields = contractDiff(checks(old), checks(added, old)).map(({ field }) => field);
    expect(fields.every((field) => field.startsWith('verification.checks["lint"]'))).toBe(true);
    expect(contractDiff(checks(old), checks({ ...old, command: 'true' }))).toEqual([
      { field: 'verification.checks["tests"].command', before: 'npm test', after: 'true' },
    ]);
  });

  test('a list of texts → as a whole, line by line', () => {
    const [before, after] = [['a'], ['a', 'b']].map((text) => contractWith({ boundaries: { text } }));
    if (before === undefined || after === undefined) throw new Error('no contract');
    expect(contractDiff(before, after)).toEqual([{ field: 'boundaries.text', before: 'a', after: 'a\nb' }]);
  });
});
