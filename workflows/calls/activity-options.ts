/**
 * How Activities are run: a lost worker is noticed after 10 s without a heartbeat, and the retry comes at
 * once. A worker whose processor is busy for seconds is late with its heartbeats, which come each second, and
 * not lost. Errors that ask for patience say so themselves (`nextRetryDelay`). Attempts are limited only for
 * the checks; giving up elsewhere is a decision about the goal and belongs to the workflow's rules.
 */
import { ActivityCancellationType, type ActivityOptions } from '@temporalio/workflow';
import { DELIVERY_TASK_QUEUE } from '../delivery/delivery.ts';
import { MAX_ATTEMPT_MS } from '../turn/call-lifetime.ts';

const COMMON: ActivityOptions = {
  heartbeatTimeout: '10 seconds',
  // The SDK's effective default would let the workflow go on while the command still runs.
  cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
  retry: { initialInterval: '100 milliseconds', backoffCoefficient: 2, maximumInterval: '10 seconds' },
};

/** A compaction is a model call at most. */
export const MODEL_CALL_OPTIONS: ActivityOptions = { ...COMMON, startToCloseTimeout: MAX_ATTEMPT_MS };
export const MAX_TOOL_CALL_MS = 15 * 60_000;
/**
 * Sooner, since the next attempt first waits for signs of life of this one, whose command it must not run
 * again.
 */
export const TOOL_CALL_OPTIONS: ActivityOptions = {
  ...COMMON,
  heartbeatTimeout: '6 seconds',
  startToCloseTimeout: MAX_TOOL_CALL_MS,
};
/**
 * Back-off alone takes 20 minutes until then, so that an outage of a database or a disk is ridden out, and a
 * few lost workers use up little of it. Checks that fail for longer are given up with a reason: a claim must
 * not be audited for ever.
 */
export const MAX_CHECKS_ATTEMPTS = 30;
export const CHECKS_OPTIONS: ActivityOptions = {
  ...COMMON,
  startToCloseTimeout: '4 hours',
  retry: { ...COMMON.retry, maximumInterval: '1 minute', maximumAttempts: MAX_CHECKS_ATTEMPTS },
};
/** A large workspace is copied within minutes; a disk that is full is waited for a while. */
export const PLACEMENT_OPTIONS: ActivityOptions = {
  ...COMMON,
  startToCloseTimeout: '30 minutes',
  retry: { ...COMMON.retry, maximumAttempts: MAX_CHECKS_ATTEMPTS },
};
/** The operator's limit of time for git (`GIT_TIMEOUT_SECONDS`) is two hours at most. */
export const PUSH_OPTIONS: ActivityOptions = {
  ...COMMON,
  startToCloseTimeout: '3 hours',
  retry: { ...COMMON.retry, maximumAttempts: MAX_CHECKS_ATTEMPTS },
};
/** The auditor may take so long: several model calls and a few looks at files. */
export const MAX_JUDGE_ATTEMPT_MS = 2 * 3_600_000;
export const JUDGE_OPTIONS: ActivityOptions = { ...COMMON, startToCloseTimeout: MAX_JUDGE_ATTEMPT_MS };
export const RECORD_OPTIONS: ActivityOptions = { ...COMMON, startToCloseTimeout: '1 minute' };
/** A receiver has 15 s; the rest is for a journal that is slow. What a lost worker has sent is sent again. */
export const ATTEMPT_OPTIONS: ActivityOptions = {
  taskQueue: DELIVERY_TASK_QUEUE,
  startToCloseTimeout: '1 minute',
  retry: { ...COMMON.retry, initialInterval: '1 second', maximumInterval: '1 minute' },
};
