/** The workspaces on this worker's disk: one directory per thread, and throw-away copies for checks. */
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { keepsAccessTimes } from './access-probe.ts';
import { type CheckCopy, createCheckCopy } from './check-copy.ts';
import { copyTree } from './copy-tree.ts';
import { digestWorkspace } from './digest-workspace.ts';
import { type EnsuredWorkspace, ensureWorkspace, type WorkspaceSettings } from './ensure-workspace.ts';
import { createKnownDigests } from './known-digests.ts';
import { type PlacedAt, placeEntry } from './place-entry.ts';
import { removeTree } from './remove-tree.ts';

export interface WorkspaceCopy {
  readonly directory: string;
  remove(): Promise<void>;
}

export interface Workspaces {
  ensure(threadId: string, source?: string): Promise<EnsuredWorkspace>;
  /** A copy that nobody else sees, for checks to run in. `placed` stands in it in place of what the original has there. */
  checkCopy(directory: string, placed: readonly PlacedAt[]): CheckCopy;
  /** Whether it can be told which files a check has read. */
  keepsAccessTimes(): Promise<boolean>;
  /** Tells whether a turn has changed anything; cheap when most files are as they were. */
  digest(directory: string): Promise<string>;
}

export function createWorkspaces(settings: WorkspaceSettings): Workspaces {
  const knownDigests = createKnownDigests();
  let probed: Promise<boolean> | undefined;
  const makeCopy = async (directory: string): Promise<WorkspaceCopy> => {
    const copy = await mkdtemp(join(settings.workspacesDirectory, '.check-'));
    const remove = () => removeTree(copy);
    try {
      await copyTree(directory, copy, settings.owner);
      return { directory: copy, remove };
    } catch (error) {
      await remove();
      throw error;
    }
  };
  return {
    digest: (directory) => digestWorkspace(directory, knownDigests),
    ensure: (threadId, source) => ensureWorkspace(threadId, settings, source),
    keepsAccessTimes: () => {
      probed ??= keepsAccessTimes(settings.workspacesDirectory);
      return probed;
    },
    checkCopy: (workspace, placed) =>
      createCheckCopy({
        workspace,
        owner: settings.owner,
        makeCopy: () => makeCopy(workspace),
        async prepare(copy) {
          for (const { path, entry } of placed) await placeEntry(copy, path, entry, settings.owner);
        },
      }),
  };
}
