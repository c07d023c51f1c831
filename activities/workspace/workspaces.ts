/** The workspaces on this worker's disk: one directory per thread, and throw-away copies for checks. */
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { copyTree } from './copy-tree.ts';
import { digestWorkspace } from './digest-workspace.ts';
import { type EnsuredWorkspace, ensureWorkspace, type WorkspaceSettings } from './ensure-workspace.ts';
import { createKnownDigests } from './known-digests.ts';

export interface WorkspaceCopy {
  readonly directory: string;
  remove(): Promise<void>;
}

export interface Workspaces {
  ensure(threadId: string, source?: string): Promise<EnsuredWorkspace>;
  /** A copy that nobody else sees. Links stay links; the original is not touched. */
  copy(directory: string): Promise<WorkspaceCopy>;
  /** Tells whether a turn has changed anything; cheap when most files are as they were. */
  digest(directory: string): Promise<string>;
}

export function createWorkspaces(settings: WorkspaceSettings): Workspaces {
  const knownDigests = createKnownDigests();
  return {
    digest: (directory) => digestWorkspace(directory, knownDigests),
    ensure: (threadId, source) => ensureWorkspace(threadId, settings, source),
    async copy(directory) {
      const copy = await mkdtemp(join(settings.workspacesDirectory, '.check-'));
      const remove = () => rm(copy, { recursive: true, force: true });
      try {
        await copyTree(directory, copy, settings.owner);
        return { directory: copy, remove };
      } catch (error) {
        await remove();
        throw error;
      }
    },
  };
}
