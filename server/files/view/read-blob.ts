/** What git keeps of an entry that a view has shown, with its content. */

import { gitModeOf } from '../../../patch/git-entry.ts';
import type { GitBlob } from '../../../patch/git-patch.ts';
import type { StateEntry } from '../../../states/state-entry.ts';
import { readWhole } from '../../../tree/opened-file.ts';
import type { BytePath } from '../../../tree/tree-paths.ts';
import type { TreeView } from './tree-view.ts';

/** `gone`: the living workspace has changed since it was surveyed. */
export type ReadBlob = GitBlob | undefined | 'gone';

export async function readBlob(
  view: TreeView,
  path: BytePath,
  entry: StateEntry | undefined,
): Promise<ReadBlob> {
  const mode = gitModeOf(entry);
  if (mode === undefined || entry === undefined) return undefined;
  if (entry.kind === 'link') return { mode, content: Buffer.from(entry.target, 'latin1') };
  const opened = await view.open(path);
  return opened.ok ? { mode, content: await readWhole(opened.file) } : 'gone';
}
