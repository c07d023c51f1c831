/** How much a tenant has. */

/** The part of the journal that counts what tenants have. */
export interface TenantCounts {
  /** Threads that are not archived. */
  countThreads(tenantId: string): Promise<number>;
  /**
   * Goals that are active, of other threads than this one; also those that were set going a moment ago, which
   * the record does not say yet. `madeBy`: of threads that this key has made alone.
   */
  countActiveGoals(tenantId: string, exceptThreadId?: string, madeBy?: string): Promise<number>;
  /** The key that the thread was made with; `undefined`: nobody knows. */
  readMaker(threadId: string): Promise<string | undefined>;
  /** A goal of the thread is about to be set going. */
  noteGoalStart(threadId: string): Promise<void>;
  /** It was refused before anything came of it. */
  forgetGoalStart(threadId: string): Promise<void>;
}

/** How much of the disk a thread takes; measured now and then, where it lies. */
export interface ThreadSize {
  /** The workspace, and what commands left beside it. */
  readonly workspaceBytes: number;
  /** Its kept states: what each has that the one before had not. */
  readonly keptBytes: number;
}

export interface MeasuredSize extends ThreadSize {
  /** The newest kept state that is counted was kept then; absent: none is. */
  readonly keptUntil?: Date;
}

/** The part of the journal that knows the sizes of threads. */
export interface ThreadSizes {
  /**
   * Threads of this directory of workspaces that something was done with since they were measured, and those
   * only that were measured before this time.
   */
  listUnmeasured(setId: string, measuredBefore: Date, limit: number): Promise<string[]>;
  readThreadSize(threadId: string): Promise<MeasuredSize | undefined>;
  /** Nothing is saved of a thread that is purged meanwhile. */
  saveThreadSize(threadId: string, size: MeasuredSize, measuredAt: Date): Promise<void>;
  /** All threads of a tenant count, archived ones too; those that are being purged do not. */
  sumThreadSizes(tenantId: string): Promise<ThreadSize>;
}
