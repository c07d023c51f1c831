/** A run of a check as REST shows it. Pure. */
import type { CheckRun } from '../../journal/rows/goals/check-run.ts';
import type { CheckRunReply } from './check-run-schema.ts';

export const checkRunReply = ({ ranAt, ...run }: CheckRun): CheckRunReply => ({
  ...run,
  ranAt: ranAt.toISOString(),
});
