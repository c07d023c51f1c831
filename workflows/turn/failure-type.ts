import type { StatusCauseKind } from '../goal/status-cause.ts';

/**
 * Types of the `ApplicationFailure`s that Activities throw, as the workflow tells them apart. Every other
 * failure is retried by Temporal and never reaches the workflow.
 */
export const FAILURE_TYPE = {
  /**
   * The provider refused the request for good (wrong key, no such model, bad request): trying again cannot
   * help.
   */
  modelRejected: 'ModelError.Rejected',
  /** Replies that could not be read, several times running. */
  modelUnreadable: 'ModelError.Unreadable',
  /** Rate limit, overload or outage: retried with the delay that the provider asks for. */
  modelUnavailable: 'ModelError.Unavailable',
  /** The account's usage limit or quota is spent; the detail is `UsageReset`. */
  modelUsageLimited: 'ModelError.UsageLimited',
  /** The goal has a budget in money, and the model has no price. */
  modelWithoutPrice: 'ModelError.WithoutPrice',
  /** A call that is being repeated has outlived the goal's deadline: no further attempt is paid for. */
  deadlinePassed: 'Budget.DeadlinePassed',
  /** A call that is being repeated has used the budget up with answers that could not be used. */
  budgetSpent: 'Budget.Spent',
  /** The thread's workspace cannot be made (its source is gone or not allowed). */
  workspaceUnavailable: 'Workspace.Unavailable',
} as const;

/** Failures that no repetition mends, and what they make of the goal's status. */
const FINAL_CAUSES = {
  [FAILURE_TYPE.modelRejected]: 'modelRefused',
  [FAILURE_TYPE.modelWithoutPrice]: 'modelWithoutPrice',
  [FAILURE_TYPE.workspaceUnavailable]: 'workspaceUnavailable',
} as const satisfies Record<string, StatusCauseKind>;

export type FinalCause = (typeof FINAL_CAUSES)[keyof typeof FINAL_CAUSES];

/** Absent: a failure of this type may pass by itself. */
export const finalCauseOf = (type: string): FinalCause | undefined =>
  Object.hasOwn(FINAL_CAUSES, type) ? FINAL_CAUSES[type as keyof typeof FINAL_CAUSES] : undefined;

/** When a provider's usage limit is over: a time in ms since 1970, a span from the failure on, or unknown. */
export interface UsageReset {
  readonly resetAtMs?: number;
  readonly resetInMs?: number;
}
