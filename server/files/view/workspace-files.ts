/** The directory of the workspaces and the store beside it, as far as this process can read them. */
import { join } from 'node:path';
import { createDirectoryStore } from '../../../states/directory-store.ts';
import { fileBytesOf } from '../../../states/file-bytes.ts';
import { applyChanges, changesBetween } from '../../../states/manifest-format.ts';
import type { Manifest } from '../../../states/state-entry.ts';
import { findMarked, statesDirectory } from '../../../states/workspace-marker.ts';
import { createFileDigests } from './file-digests.ts';
import { createKeptView } from './kept-view.ts';
import { createLivingView } from './living-view.ts';
import type { TreeView } from './tree-view.ts';

export interface WorkspaceFiles {
  /** `false`: this process knows no directory of workspaces. */
  readonly isThere: boolean;
  /** `undefined`: the workspace of this id cannot be read here. */
  living(threadId: string, workspaceId: string): Promise<TreeView | undefined>;
  /** `undefined`: the store lacks the state, or cannot be read here. */
  kept(stateId: string): Promise<TreeView | undefined>;
  /** The first of them, with what leads from the second to the third. */
  withChanges(stateId: string, beforeId: string, afterId: string): Promise<TreeView | undefined>;
  /** How much a kept state holds. */
  sums(stateId: string): Promise<StateSums | undefined>;
}

export interface StateSums {
  readonly digest: string;
  readonly files: number;
  readonly bytes: number;
}

const NOWHERE: WorkspaceFiles = {
  isThere: false,
  living: async () => undefined,
  kept: async () => undefined,
  withChanges: async () => undefined,
  sums: async () => undefined,
};

export function openWorkspaceFiles(workspacesDirectory: string | undefined): WorkspaceFiles {
  if (workspacesDirectory === undefined) return NOWHERE;
  const digests = createFileDigests(workspacesDirectory);
  const store = createDirectoryStore(statesDirectory(workspacesDirectory));
  return {
    isThere: true,
    async living(threadId, workspaceId) {
      const { isThere } = await findMarked(workspacesDirectory, threadId, workspaceId).catch(() => ABSENT);
      return isThere ? createLivingView(join(workspacesDirectory, threadId), digests) : undefined;
    },
    async kept(stateId) {
      const state = await store.read(stateId);
      return state === undefined ? undefined : createKeptView(state.manifest, store.open);
    },
    async withChanges(...stateIds) {
      const [state, before, after] = await Promise.all(stateIds.map((stateId) => store.read(stateId)));
      if (state === undefined || before === undefined || after === undefined) return undefined;
      const changes = changesBetween(before.manifest, after.manifest);
      return createKeptView(applyChanges(state.manifest, changes), store.open);
    },
    async sums(stateId) {
      const state = await store.read(stateId);
      return state && { digest: state.digest, ...sumsOf(state.manifest) };
    },
  };
}

const ABSENT = { isThere: false };

function sumsOf(manifest: Manifest): Omit<StateSums, 'digest'> {
  const files = [...manifest.values()].filter(({ kind }) => kind === 'file');
  return { files: files.length, bytes: fileBytesOf(files) };
}
