/** A contract with any number of checks, on a workspace with fixtures that are sealed. */
import { type Contract, DEFAULT_POLICY } from '../../workflows/contract/contract.ts';

export const contractWith = (checks: number): Contract => ({
  objective: 'Measure',
  verification: {
    checks: Array.from({ length: checks }, (_, index) => ({
      name: `check-${index}`,
      command: 'true',
      timeoutSeconds: 300,
      runs: 1,
      expect: { exitCode: 0 },
    })),
    protectedPaths: ['fixtures', '**/conftest.py'],
  },
  constraints: { checks: [], text: [] },
  boundaries: { text: [], writePaths: ['src/**'] },
  budget: {},
  policy: DEFAULT_POLICY,
});
