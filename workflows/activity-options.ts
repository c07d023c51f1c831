/**
 * How Activities are run: a lost worker is noticed after 5 s without a heartbeat, and the retry comes at once. Errors
 * that ask for patience say so themselves (`nextRetryDelay`); nothing here limits attempts, since giving up is a
 * decision about the goal and belongs to the workflow's rules.
 */
import { ActivityCancellationType, type ActivityOptions } from '@temporalio/workflow';

const COMMON: ActivityOptions = {
  heartbeatTimeout: '5 seconds',
  // The SDK's effective default would let the workflow go on while the command still runs.
  cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
  retry: { initialInterval: '100 milliseconds', backoffCoefficient: 2, maximumInterval: '10 seconds' },
};

/** Of a model call. */
export const MAX_ATTEMPT_MS = 30 * 60_000;

/** A compaction is a model call at most. */
export const MODEL_CALL_OPTIONS: ActivityOptions = { ...COMMON, startToCloseTimeout: MAX_ATTEMPT_MS };
export const TOOL_CALL_OPTIONS: ActivityOptions = { ...COMMON, startToCloseTimeout: '15 minutes' };
export const CHECKS_OPTIONS: ActivityOptions = { ...COMMON, startToCloseTimeout: '4 hours' };
/** Of the auditor: several model calls and a few looks at files. */
export const MAX_JUDGE_ATTEMPT_MS = 2 * 3_600_000;
export const JUDGE_OPTIONS: ActivityOptions = { ...COMMON, startToCloseTimeout: MAX_JUDGE_ATTEMPT_MS };
export const RECORD_OPTIONS: ActivityOptions = { ...COMMON, startToCloseTimeout: '1 minute' };
