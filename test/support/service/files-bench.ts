/**
 * The REST server over real workspaces and states, without Temporal: a test plays what commands do to them.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createWorkspaces, type Workspaces } from '../../../activities/workspace/workspaces.ts';
import type { SeenState } from '../../../journal/rows/goals/seen-state.ts';
import { FILE_GOAL } from '../contract/contracts.ts';
import { openRestBench, type RestBench } from './rest-bench.ts';

export interface FilesBench extends RestBench {
  readonly workspaces: Workspaces;
  readonly workspacesDirectory: string;
  /** A new thread with an empty workspace that its worker has made; `workspace` is where it is. */
  begin(): Promise<{ readonly threadId: string; readonly workspace: string }>;
  /** The same with a goal. */
  beginGoal(): Promise<{ readonly threadId: string; readonly workspace: string; readonly goalId: string }>;
  /** Keeps the workspace as it is, as the worker does at a look; says the state's id. */
  keep(seen: Omit<SeenState, 'revision' | 'stateId'>): Promise<string>;
}

export async function openFilesBench(): Promise<FilesBench> {
  const workspacesDirectory = mkdtempSync(join(tmpdir(), 'goalkeeper-files-'));
  const workspaces = createWorkspaces({ workspacesDirectory, sources: {} });
  const bench = await openRestBench({}, undefined, workspacesDirectory);
  const { journal } = bench;
  const workspaceOf = (threadId: string): string => join(workspacesDirectory, threadId);

  const begin: FilesBench['begin'] = async () => {
    const threadId = await bench.newThread();
    await workspaces.ensure(threadId);
    const workspaceId = await workspaces.mark(threadId);
    await journal.keepWorkspace(threadId, { ...(await workspaces.set()), workspaceId });
    return { threadId, workspace: workspaceOf(threadId) };
  };
  return {
    ...bench,
    workspaces,
    workspacesDirectory,
    begin,
    async beginGoal() {
      const begun = await begin();
      const reply = await bench.call('PUT', `/v1/threads/${begun.threadId}/goal`, FILE_GOAL);
      return { ...begun, goalId: reply.json().goalId };
    },
    async keep(seen) {
      const { stateId } = await workspaces.states.keep(workspaceOf(seen.threadId));
      await journal.saveSeenState({ ...seen, revision: 1, stateId });
      return stateId;
    },
    async close() {
      await bench.close();
      rmSync(workspacesDirectory, { recursive: true, force: true });
    },
  };
}
