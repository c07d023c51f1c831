import { describe, expect, test } from '@jest/globals';
import { contractFields } from '../../../contracts/schema/contract.ts';
import { partialContractSchema } from '../../../contracts/schema/partial-contract.ts';
import { FILE_GOAL } from '../../support/contract/contracts.ts';

const problems = (body: unknown): string[] =>
  partialContractSchema.safeParse(body).error?.issues.map(({ path }) => path.join('.')) ?? [];

describe('partialContractSchema', () => {
  test('the fields of a contract → all of them, and no other', () => {
    expect(Object.keys(partialContractSchema.shape).sort()).toEqual(Object.keys(contractFields).sort());
  });

  test('nothing → accepted, and nothing filled in', () => {
    for (const body of [
      {},
      { verification: {} },
      { constraints: {}, boundaries: {}, budget: {}, policy: {} },
    ])
      expect(partialContractSchema.parse(body)).toEqual(body);
  });

  test('a whole contract → accepted as it was sent', () => {
    expect(partialContractSchema.parse(FILE_GOAL)).toMatchObject(FILE_GOAL);
  });

  test.each<[unknown, string]>([
    [{ objective: ' ' }, 'objective'],
    [{ objective: 'pause' }, 'objective'],
    [{ verification: { protectedPaths: ['../x'] } }, 'verification.protectedPaths.0'],
    [{ boundaries: { network: 'all' } }, 'boundaries.network'],
    [{ budget: { turns: 0 } }, 'budget.turns'],
    [{ notBefore: 'tomorrow' }, 'notBefore'],
  ])('%j → the field named', (body, field) => {
    expect(problems(body)).toEqual([field]);
  });

  test('one name for a check of either kind → refused at the second', () => {
    const check = { name: 'a', command: 'b' };
    expect(problems({ verification: { checks: [check] }, constraints: { checks: [check] } })).toEqual([
      'constraints.checks.0.name',
    ]);
  });
});
