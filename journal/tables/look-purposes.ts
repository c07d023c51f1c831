import type { CheckRun } from '../rows/goals/check-run.ts';

/**
 * Why the service looks at a workspace: each look at a revision has put back first what that revision asks
 * for.
 */
export const LOOK_PURPOSES: readonly CheckRun['purpose'][] = ['baseline', 'audit', 'request', 'measure'];
