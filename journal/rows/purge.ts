/** Threads that are to be gone, and threads that have been at rest for long. */

export interface Purge {
  readonly threadId: string;
  readonly tenantId: string;
  /** The directory of workspaces that holds its own; absent: it has none. */
  readonly setId?: string;
}

/** What a thread takes of the disk. */
export interface SizedThread {
  readonly threadId: string;
  readonly bytes: number;
}

/** The part of the journal that lets go of threads. */
export interface Purges {
  /** Nobody finds the thread from here on. `false`: there is none, or it is purged already. */
  beginPurge(threadId: string): Promise<boolean>;
  readPurge(threadId: string): Promise<Purge | undefined>;
  /** The oldest of them, whether their rows are gone or not. */
  listPurges(limit: number): Promise<Purge[]>;
  /** Removes all rows of a thread that is being purged; what has been written since goes as well. */
  removeRows(threadId: string): Promise<void>;
  /** All that was the thread's own is gone. */
  finishRemoval(threadId: string): Promise<void>;
  /** What was removed before that time is purged for good. Says whether purges are left. */
  settlePurges(removedBefore: Date): Promise<{ readonly isAnyLeft: boolean }>;
  /** Every state that any thread needs, by its id, and the single contents that are to be placed yet. */
  listNeededStates(): Promise<NeededStates>;
  listTenants(): Promise<string[]>;
  /** Threads that nothing is due of and nothing was done with for so long, the oldest first. */
  listResting(tenantId: string, before: Date, limit: number): Promise<string[]>;
  /** Archived threads, and those whose goal is over, that nothing was done with for so long. */
  listExpired(tenantId: string, before: Date, limit: number): Promise<string[]>;
  /**
   * Archived threads of the tenant, and those whose goal is over, with what they take; the oldest of those
   * that take anything.
   */
  listEnded(tenantId: string, limit: number): Promise<SizedThread[]>;
  /**
   * It is archived since it rests, and reopens by itself; `false`: it is archived because somebody said so.
   */
  markResting(threadId: string, isResting: boolean): Promise<void>;
}

export interface NeededStates {
  readonly stateIds: readonly string[];
  readonly contents: readonly string[];
}
