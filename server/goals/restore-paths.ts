/**
 * A person has paths put back to the accepted state: the contract's text stays, and the worker that looks at
 * its next revision puts them back before it does, while nothing runs in the workspace.
 */
import type { ThreadRow } from '../../journal/rows/thread-row.ts';
import type { ServerDependencies } from '../dependencies.ts';
import { type RevisionRequest, reviseGoal } from './revise-goal.ts';

export interface RestoreRequest extends RevisionRequest {
  /** Patterns of what is put back; what was added there goes. */
  readonly paths: readonly string[];
}

/** Resolves when it is asked for; throws a 409 when the goal does not allow it. */
export const restorePaths = (
  dependencies: ServerDependencies,
  thread: ThreadRow,
  { paths, ...request }: RestoreRequest,
): Promise<void> =>
  reviseGoal(dependencies, thread, request, (_, contract) => ({
    contract,
    restored: paths,
    changesChecks: true,
    // The text of the contract stays, so that no question about one of its checks is answered by it.
    touchedChecks: [],
  }));
