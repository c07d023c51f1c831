/** How much a tenant has. */

/** The part of the journal that counts what tenants have. */
export interface TenantCounts {
  /** Threads that are not archived. */
  countThreads(tenantId: string): Promise<number>;
  /**
   * Goals that are active, of other threads than this one; also those that were set going a moment ago, which
   * the record does not say yet.
   */
  countActiveGoals(tenantId: string, exceptThreadId?: string): Promise<number>;
  /** A goal of the thread is about to be set going. */
  noteGoalStart(threadId: string): Promise<void>;
  /** It was refused before anything came of it. */
  forgetGoalStart(threadId: string): Promise<void>;
}
