/** What of a thread's workspace a caller looks into: the living one, or a state that was kept. */
import type { KeptStateRow } from '../../journal/rows/kept-state-row.ts';
import type { ThreadRow } from '../../journal/rows/thread-row.ts';
import type { ServerDependencies } from '../dependencies.ts';
import { notFound, ProblemError } from '../http/problem.ts';
import { LIVING } from '../lookup/kept-why.ts';
import { namedState } from '../lookup/named-state.ts';
import type { TreeView } from './view/tree-view.ts';
import type { WorkspaceFiles } from './view/workspace-files.ts';

export interface FoundView {
  readonly view: TreeView;
  /** Absent: it is the living workspace. */
  readonly kept?: KeptStateRow;
  /** The living workspace was meant, and a kept state stands in for it. */
  readonly isStale: boolean;
}

export interface ViewSource extends ServerDependencies {
  readonly files: WorkspaceFiles;
}

/**
 * `state`: the id of a state, what one was kept for, or `living`; absent: the living workspace if it can be
 * read and a worker is up, else the last state that was kept. Throws what keeps a reader from it.
 */
export async function findView(
  source: ViewSource,
  thread: ThreadRow,
  state: string | undefined,
): Promise<FoundView> {
  if (state === LIVING) {
    const view = await livingView(source, thread);
    if (view !== undefined) return { view, isStale: false };
    throw (await source.journal.readWorkspace(thread.threadId)) === undefined ? noWorkspace() : unreachable();
  }
  if (state !== undefined) {
    const kept = await namedState(source.journal, thread, state);
    if (kept === undefined) throw unknownState();
    return { view: await keptView(source, kept), kept, isStale: false };
  }
  const [living, hasWorker] = await Promise.all([livingView(source, thread), source.threads.hasWorker()]);
  if (living !== undefined && hasWorker === true) return { view: living, isStale: false };
  const [last] = (await source.journal.listKeptStates(thread.threadId, 1)) ?? [];
  if (last !== undefined) {
    const view = await source.files.kept(last.stateId);
    if (view !== undefined) return { view, kept: last, isStale: true };
  }
  if (living !== undefined) return { view: living, isStale: false };
  throw last === undefined ? noWorkspace() : unreachable();
}

/** What a kept state holds. Throws where the store lacks it. */
export async function keptView(
  { files }: Pick<ViewSource, 'files'>,
  { stateId }: Pick<KeptStateRow, 'stateId'>,
): Promise<TreeView> {
  const view = await files.kept(stateId);
  if (view !== undefined) return view;
  throw files.isThere ? stateLost(stateId) : unreachable();
}

async function livingView(
  { files, journal }: ViewSource,
  { threadId }: ThreadRow,
): Promise<TreeView | undefined> {
  const made = await journal.readWorkspace(threadId);
  return made === undefined ? undefined : files.living(threadId, made.workspaceId);
}

const unknownState = (): ProblemError =>
  new ProblemError({
    status: 404,
    code: 'unknownState',
    title: 'The thread has no such state',
    detail: 'GET …/states lists those that were kept.',
  });

const noWorkspace = (): ProblemError =>
  new ProblemError({
    ...notFound('workspace').problem,
    code: 'noWorkspace',
    detail: 'It is made when the thread first works.',
  });

const stateLost = (stateId: string): ProblemError =>
  new ProblemError({
    status: 410,
    code: 'stateLost',
    title: 'The store of states does not hold this state any more',
    stateId,
  });

const unreachable = (): ProblemError =>
  new ProblemError({
    status: 503,
    code: 'filesUnavailable',
    title: 'The files of the workspaces cannot be read here',
    detail: 'The operator gives the server the directory of the workspaces: GOALKEEPER_WORKSPACES_DIR.',
  });
