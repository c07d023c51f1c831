/** Contracts, checks and results for tests; each test changes only what it is about. */
import { type Check, type Contract, DEFAULT_POLICY } from '../../../workflows/contract/contract.ts';
import type { CheckResult } from '../../../workflows/evidence/check-result.ts';
import type { GoalView } from '../../../workflows/goal/goal-view.ts';

export const checkWith = (fields: Partial<Check> = {}): Check => ({
  name: 'tests',
  command: 'npm test',
  timeoutSeconds: 30,
  runs: 1,
  expect: { exitCode: 0 },
  ...fields,
});

export const contractWith = (fields: Partial<Contract> = {}): Contract => ({
  objective: 'Make it fast',
  verification: { checks: [checkWith()], protectedPaths: [] },
  constraints: { checks: [], text: [] },
  boundaries: { text: [] },
  budget: {},
  policy: DEFAULT_POLICY,
  ...fields,
});

export const outcomeWith = (fields: Partial<CheckResult> = {}): CheckResult => ({
  name: 'tests',
  role: 'verification',
  passed: true,
  exitCode: 0,
  ...fields,
});

export const goalViewWith = (fields: Partial<GoalView> = {}): GoalView => ({
  goalId: 'goal_1',
  revision: 1,
  status: 'active',
  tokensUsed: 1_200,
  ...fields,
});
