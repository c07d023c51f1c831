/** What git keeps of an entry that a view has shown, with the very content that was shown. */
import { createHash } from 'node:crypto';
import { gitModeOf } from '../../../patch/git-entry.ts';
import type { GitBlob } from '../../../patch/git-patch.ts';
import type { StateEntry } from '../../../states/state-entry.ts';
import { readUpTo } from '../../../tree/opened-file.ts';
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
  if (entry.kind !== 'file') return 'gone';
  const opened = await view.open(path, entry.sizeBytes);
  if (!opened.ok) return 'gone';
  const content = await readUpTo(opened.file, entry.sizeBytes);
  const isAsShown = createHash('sha256').update(content).digest('hex') === entry.sha256;
  return isAsShown ? { mode, content } : 'gone';
}
