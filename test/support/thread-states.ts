/** States for tests of the workflow's pure rules. */
import { DEFAULT_POLICY } from '../../workflows/contract.ts';
import type { Goal } from '../../workflows/goal.ts';
import { initialThreadState, type ThreadState } from '../../workflows/thread-state.ts';
import { NO_USAGE } from '../../workflows/usage.ts';

export const NOW_MS = Date.UTC(2026, 10, 23, 3);

export const goalWith = (fields: Partial<Goal> = {}): Goal => ({
  goalId: 'goal_1',
  revision: 1,
  status: 'active',
  statusReason: 'set by the user',
  title: 'Make it fast',
  budget: {},
  policy: DEFAULT_POLICY,
  usage: NO_USAGE,
  setAtMs: NOW_MS,
  updatedAtMs: NOW_MS,
  hasBaseline: true,
  checks: [],
  refusedAudits: 0,
  hasWrappedUp: false,
  ...fields,
});

export const stateWith = (goal: Goal | null, fields: Partial<ThreadState> = {}): ThreadState => ({
  ...initialThreadState('thr_1', 'default'),
  goal,
  ...fields,
});

export const GOAL_REF = { goalId: 'goal_1', revision: 1 };
