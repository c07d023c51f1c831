/** The state of another thread that a new one begins with. */
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { ThreadRow, ThreadSettings } from '../../journal/rows/thread-row.ts';
import type { StateStore } from '../../states/state-store.ts';
import type { Principal } from '../access/principal.ts';
import type { ServerDependencies } from '../dependencies.ts';
import { ProblemError, unavailable } from '../http/problem.ts';
import { findThread } from './find-thread.ts';
import { LIVING } from './kept-why.ts';
import { namedState } from './named-state.ts';
import { readView } from './read-view.ts';
import { refuseRunning } from './refuse-while-running.ts';

export interface ForkWish {
  readonly threadId: string;
  readonly state?: string | undefined;
}

type Origin = Pick<ThreadSettings, 'workspaceSource' | 'workspaceOrigin'>;

/**
 * Where the new workspace comes from; that of a thread whose own was not made yet is made like it. Throws a
 * 404 for a thread or a state that is not there, and a 409 while somebody works in the workspace.
 */
export async function forkOrigin(
  dependencies: ServerDependencies,
  tenant: Pick<Principal, 'tenantId'>,
  wish: ForkWish,
  states: () => StateStore,
): Promise<Origin> {
  const { journal, workspacesDirectory } = dependencies;
  const thread = await findThread(dependencies, tenant, wish.threadId);
  const { threadId } = thread;
  if (wish.state !== undefined && wish.state !== LIVING) {
    const kept = await namedState(journal, thread, wish.state);
    if (kept === undefined) throw new ProblemError(UNKNOWN_STATE);
    return { workspaceOrigin: { kind: 'fork', threadId, stateId: kept.stateId } };
  }
  if ((await journal.readWorkspace(threadId)) === undefined) return originOf(thread);
  if (workspacesDirectory === undefined) throw unavailable('this server has no directory of workspaces');
  const before = await atRest(dependencies, thread);
  const { stateId } = await states().keep(join(workspacesDirectory, threadId));
  // A command that ran meanwhile may have led the reading out of the workspace: what was read is left alone.
  const after = await atRest(dependencies, thread);
  if (!isDeepStrictEqual(after, before)) throw new ProblemError(WORKED_MEANWHILE);
  return { workspaceOrigin: { kind: 'fork', threadId, stateId } };
}

/**
 * Where the record stands while nothing runs and nothing is placed. Throws a 409 while something does, and a
 * 503 when nobody can say.
 */
async function atRest(dependencies: ServerDependencies, thread: ThreadRow) {
  const view = await readView(dependencies, thread);
  if (view === undefined)
    throw unavailable('no worker says whether somebody works in the workspace; name a kept `state`');
  refuseRunning(view, 'never');
  return { seq: view.seq, turn: view.turn };
}

const originOf = ({ settings: { workspaceSource, workspaceOrigin } }: ThreadRow): Origin => ({
  ...(workspaceSource === undefined ? {} : { workspaceSource }),
  ...(workspaceOrigin === undefined ? {} : { workspaceOrigin }),
});

const WORKED_MEANWHILE = {
  status: 409,
  code: 'workRunning',
  title: 'Somebody worked in the workspace meanwhile',
  detail: 'Send it again, or name a kept `state`.',
} as const;

const UNKNOWN_STATE = {
  status: 404,
  code: 'unknownState',
  title: 'The thread has no such state',
  detail: 'GET …/states lists those that were kept.',
} as const;
