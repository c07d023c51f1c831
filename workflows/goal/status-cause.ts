/**
 * What has failed in a turn, where it takes other advice than the thread's own model: the auditor could not
 * be heard, or replies were cut again and again.
 */
export type FailureOf = 'auditor' | 'cutReplies';

/**
 * What brought a goal into the status that it has: for programs, where `statusReason` is for people. Kinds
 * are only ever added, and a goal that an older release brought into its status has none.
 */
export type StatusCause =
  | { readonly kind: 'set'; readonly by: 'user' | 'model' | 'system' }
  | { readonly kind: 'resumedByUser' }
  /** The thread was, and its goal went on. */
  | { readonly kind: 'reopened' }
  | { readonly kind: 'usageLimitLifted' }
  | { readonly kind: 'pausedByUser' }
  | { readonly kind: 'interruptedByUser' }
  /** Paused until the contract, whose check the model contests, is edited. */
  | { readonly kind: 'editingContestedCheck'; readonly check: string }
  | { readonly kind: 'proven' }
  /** Proven, and a person has accepted what was changed of the tests. */
  | { readonly kind: 'acceptedByUser' }
  | { readonly kind: 'clearedByUser' }
  | { readonly kind: 'replaced' }
  | { readonly kind: 'budgetReached' }
  | { readonly kind: 'usageLimited' }
  /** The same obstacle in so many turns running. */
  | { readonly kind: 'blockedByModel'; readonly turns: number }
  | { readonly kind: 'claimsRefused'; readonly inRow: number }
  | { readonly kind: 'checkCannotRun' }
  /**
   * The provider refused the request for good: the key, the name or the address of the model, or the request
   * itself.
   */
  | { readonly kind: 'modelRefused' }
  | { readonly kind: 'modelWithoutPrice' }
  | { readonly kind: 'workspaceUnavailable' }
  /** The directory of the thread's workspace is not where it was made, or another one stands in its place. */
  | { readonly kind: 'workspaceLost'; readonly worker: string; readonly directory: string }
  /**
   * The journal is older than Temporal: these places of the record are lost; absent when it is a contract or
   * a message.
   */
  | { readonly kind: 'journalBehind'; readonly firstSeq?: number; readonly lastSeq?: number }
  /**
   * Temporal is older than the journal, which holds items up to this place that the thread does not know of.
   */
  | { readonly kind: 'journalAhead'; readonly lastSeq: number }
  /** So many turns failed one after another, the last one of this, if it is told apart. */
  | { readonly kind: 'turnsFailing'; readonly turns: number; readonly failureOf?: FailureOf };

export type StatusCauseKind = StatusCause['kind'];
