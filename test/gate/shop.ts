import type { Reply } from '../../scripted-model/reply.ts';
import { claim, shell } from '../support/model/scripts.ts';

/**
 * An order's total must take quantities into account; the sealed tests run the program in a process of its
 * own.
 */
export const SHOP_GOAL = {
  objective: 'Make the total of an order right, verified by the tests',
  verification: {
    checks: [
      {
        name: 'tests',
        command: 'node test/run.mjs',
        timeoutSeconds: 60,
        expect: { metric: { marker: 'passed', op: '==', value: 3 } },
      },
    ],
    protectedPaths: [
      'test',
      'lib',
      ...['package.json', '.npmrc', 'node_modules', 'jest.config.*', '**/conftest.py', '**/.env'],
    ],
  },
  boundaries: { writePaths: ['src/**'] },
};

export const REPAIR = shell(
  "sed -i 's/{ price }/{ price, quantity }/; s/sum + price/sum + price * quantity/' src/total.mjs",
);

export const HONEST: readonly Reply[] = [REPAIR, shell('node test/run.mjs'), claim];
