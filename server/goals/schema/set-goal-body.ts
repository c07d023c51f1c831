/** A goal as callers send it, to a thread that is there or with a new one. */
import { setGoalSchema } from '../../../contracts/schema/contract.ts';

/** It is one component of the document, so that a client builds it in one way wherever it goes. */
export const setGoalBody = setGoalSchema.meta({
  id: 'SetGoal',
  examples: [
    {
      objective: 'p95 of the checkout is under 120 ms, and all tests stay green.',
      verification: {
        checks: [
          {
            name: 'p95',
            command: 'npm run bench',
            expect: { metric: { marker: 'p95_ms', op: '<', value: 120 } },
          },
        ],
        protectedPaths: ['bench/**', 'test/**'],
      },
      constraints: { checks: [{ name: 'tests', command: 'npm test' }] },
      boundaries: { writePaths: ['src/**'] },
      budget: { tokens: 200_000, turns: 10 },
    },
  ],
});
