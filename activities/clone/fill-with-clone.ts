/** A clone as the content of a workspace: all of it, or one of its folders. */
import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import type { WorkspaceOrigin } from '../../journal/rows/thread-row.ts';
import { defined } from '../../objects/defined.ts';
import type { CloneSettings } from '../../settings/clone-settings.ts';
import type { Owner } from '../../tree/owner.ts';
import { hasRealParents } from '../../tree/real-parents.ts';
import { discardTree } from '../../tree/remove-tree.ts';
import { toBytePath } from '../../tree/tree-paths.ts';
import { copyTree } from '../copies/copy-tree.ts';
import { makeScratch } from '../copies/scratch.ts';
import { cloneRepository } from './clone-repository.ts';

export interface FillWithClone extends CloneSettings {
  readonly workspacesDirectory: string;
  readonly owner: Owner | undefined;
}

/** Rejects with the reason in words; nothing else stays of the clone. */
export async function fillWithClone(
  draft: string,
  origin: Extract<WorkspaceOrigin, { readonly kind: 'git' }>,
  { workspacesDirectory, owner, git, limits }: FillWithClone,
): Promise<void> {
  const scratch = await makeScratch(workspacesDirectory, '.new-clone-');
  const signal = AbortSignal.timeout(git.timeoutMs);
  try {
    const { url, ref, depth, submodules, subdirectory } = origin;
    await cloneRepository(
      scratch,
      { url, ...defined({ ref, depth, submodules }) },
      { settings: git, limits, signal },
    ).catch((error: unknown) => {
      if (!signal.aborted) throw error;
      throw new Error(`${url} was not cloned in ${git.timeoutMs / 1_000} seconds (GIT_TIMEOUT_SECONDS)`);
    });
    await copyTree(await folderIn(scratch, subdirectory, url), draft, owner);
  } finally {
    await discardTree(scratch);
  }
}

/** A link in its place could lead anywhere. */
async function folderIn(clone: string, subdirectory: string | undefined, url: string): Promise<string> {
  if (subdirectory === undefined) return clone;
  const path = toBytePath(subdirectory);
  const folder = join(clone, subdirectory);
  const stats = (await hasRealParents(clone, path)) ? await lstat(folder).catch(() => undefined) : undefined;
  if (stats?.isDirectory()) return folder;
  throw new Error(`${url} has no folder ${subdirectory}`);
}
