import { describe, expect, test } from '@jest/globals';
import { type Condition, conditionalHeaders, isMet, soleCondition } from '../../../server/http/if-match.ts';

const conditionOf = (header: string): Condition | undefined =>
  conditionalHeaders.parse({ 'if-match': header })['if-match'];
const GOAL = { goalId: 'goal_1', revision: 3 };

describe('If-Match', () => {
  test.each([
    ['*', true],
    ['"goal_1.3"', true],
    ['"goal_1.2", "goal_1.3"', true],
    ['"x","goal_1.3"', true],
    ['"goal_1.2", "goal_2.3"', false],
    ['W/"goal_1.3"', false],
    ['W/"goal_1.3", "x"', false],
    ['""', false],
  ])('%s against the goal of that revision → %s', (header, isRight) => {
    const condition = conditionOf(header);
    expect(condition && isMet(condition, GOAL)).toBe(isRight);
    expect(condition && isMet(soleCondition(condition, GOAL), GOAL)).toBe(isRight);
    expect(condition && isMet(condition, undefined)).toBe(false);
  });

  test.each(['', 'goal_1.3', '"a" "b"', '"a",', '*, "a"'])('%j → refused by its form', (header) => {
    const headers = conditionalHeaders.safeParse({ 'if-match': header });
    expect(headers.error?.issues.map(({ message }) => message)).toEqual([
      'must be entity tags as the ETag header gives them, each in double quotes, or *',
    ]);
  });
});
