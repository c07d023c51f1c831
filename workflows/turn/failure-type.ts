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
  /** The workspace was made before, and is not there; the detail is `WorkspaceLoss`. */
  workspaceLost: 'Workspace.Lost',
  /** Journal and Temporal are of different ages; the detail is `RecordGap`. */
  recordGap: 'Journal.Gap',
} as const;

/** When a provider's usage limit is over: a time in ms since 1970, a span from the failure on, or unknown. */
export interface UsageReset {
  readonly resetAtMs?: number;
  readonly resetInMs?: number;
}

/** Which worker looked for the workspace, and where. */
export interface WorkspaceLoss {
  readonly worker: string;
  readonly directory: string;
}
