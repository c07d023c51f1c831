import type { ThreadState } from './thread-state.ts';

/** What a run of `threadWorkflow` starts with. */
export interface ThreadInput {
  readonly threadId: string;
  readonly tenantId: string;
  /** Carried over continue-as-new, or put away when the thread was archived. */
  readonly state?: ThreadState;
}
