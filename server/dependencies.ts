import type { Journal } from '../journal/journal.ts';
import type { LiveWatch } from '../live/watch.ts';
import type { ThreadClient } from './threads.ts';

/** What the routes work with; tests pass their own. */
export interface ServerDependencies {
  readonly journal: Journal;
  readonly threads: ThreadClient;
  readonly live: LiveWatch;
  /** Names of the directories that a thread may ask a copy of. */
  readonly workspaceSources: readonly string[];
}

/** Every thread belongs to this tenant until keys are introduced. */
export const TENANT_ID = 'default';
