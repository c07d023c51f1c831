/** A failed model call at the Activity's edge: what Temporal retries, when, and what ends the turn. */
import { ApplicationFailure, activityInfo } from '@temporalio/activity';
import type { Spent } from '../../../workflows/budget/spent.ts';
import { FAILURE_TYPE } from '../../../workflows/turn/failure-type.ts';
import type { ModelFailure } from './model-failure.ts';

/** Replies that cannot be read are tried again this often before they end the turn. */
const MAX_UNREADABLE_ATTEMPTS = 4;
const FIRST_DELAY_MS = 1_000;
const MAX_DELAY_MS = 60_000;

/** `spent`: by the calls of this Activity so far; the failure's detail says it. */
export function throwModelFailure(failure: ModelFailure, spent?: Spent): never {
  const { attempt } = activityInfo();
  throw modelFailure(failure, attempt, Math.random(), spent);
}

/**
 * Pure: `attempt` counts from 1, `jitter` is from 0 to 1. An outage is waited out for ever; only a person
 * ends that.
 */
export function modelFailure(
  failure: ModelFailure,
  attempt: number,
  jitter: number,
  spent?: Spent,
): ApplicationFailure {
  const message = failure.reason;
  const hasSpent = spent !== undefined && spent.modelCalls > 0;
  const detail = hasSpent ? { spent } : {};
  const details = hasSpent ? { details: [detail] } : {};
  switch (failure.kind) {
    case 'rejected':
      return ApplicationFailure.create({
        type: FAILURE_TYPE.modelRejected,
        message,
        nonRetryable: true,
        ...details,
      });
    case 'usageLimited':
      return ApplicationFailure.create({
        type: FAILURE_TYPE.modelUsageLimited,
        message,
        nonRetryable: true,
        details: [{ ...failure.usageLimit, ...detail }],
      });
    case 'unreadable':
      return ApplicationFailure.create({
        type: FAILURE_TYPE.modelUnreadable,
        message,
        nonRetryable: attempt >= MAX_UNREADABLE_ATTEMPTS,
        ...details,
        nextRetryDelay: FIRST_DELAY_MS,
      });
    case 'unavailable':
      return ApplicationFailure.create({
        type: FAILURE_TYPE.modelUnavailable,
        message,
        // Never earlier than the provider asked for.
        nextRetryDelay: Math.round(
          Math.max(failure.retryAfterMs ?? 0, backOffMs(attempt)) * (1 + jitter / 10),
        ),
      });
  }
}

const backOffMs = (attempt: number): number =>
  Math.min(MAX_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.min(attempt - 1, 10));
