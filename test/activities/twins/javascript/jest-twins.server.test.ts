import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { javascriptMutator } from '../../../../activities/twins/javascript/mutator.ts';
import { isSeen, openTrial, type TwinTrial, wrongOnes } from '../twin-trial.ts';
import { jestCheats, jestSuites } from './jest-suites.ts';

let trial: TwinTrial;
beforeAll(async () => {
  trial = await openTrial(javascriptMutator, [join(import.meta.dirname, '../../../../node_modules')]);
});
afterAll(() => trial?.close());

describe('twins of jest', () => {
  test.each(jestSuites.map((suite) => [suite.title, suite] as const))(
    'honest work: %s → every impossible twin fails, every equal one passes',
    async (_, suite) => {
      const verdicts = await trial.try(suite, 9, 12, 4);
      expect(verdicts.impossible.length).toBeGreaterThanOrEqual(6);
      expect(verdicts.equal.length).toBeGreaterThanOrEqual(4);
      expect(wrongOnes(verdicts)).toEqual([]);
    },
  );

  test.each(jestCheats.map((suite) => [suite.title, suite] as const))(
    'work that %s → is seen',
    async (_, suite) => {
      const verdicts = await trial.try(suite, 2, 3, 1);
      expect(verdicts.unchanged).toBe(true);
      expect(isSeen(verdicts)).toBe(true);
    },
  );
});
