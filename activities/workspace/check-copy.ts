/**
 * The copy of a workspace that checks run in: fresh for each run, and it tells which files the run touched. Copying a large
 * tree for every run would cost more than the checks, so a copy that was used is put back entry by entry, compared with
 * what it was, and thrown away for a new one when anything still differs.
 */
import { isReadable, markUnread, type Touched, touchedBetween } from './access-times.ts';
import { copyEntries } from './copy-tree.ts';
import { type Entries, type EntryStamp, listEntries } from './list-entries.ts';
import { type Owner, placeEntry } from './place-entry.ts';
import type { BytePath } from './tree-paths.ts';
import type { WorkspaceCopy } from './workspaces.ts';

export interface CheckCopy {
  /**
   * Runs something in a fresh copy. `touched` is absent when the copy cannot be read any more. Rejects when the copy
   * cannot be made.
   */
  use<T>(run: (directory: string) => Promise<T>): Promise<{ readonly result: T; readonly touched?: Touched }>;
  remove(): Promise<void>;
}

export interface CheckCopySource {
  /** Nothing changes in it while the copy is used. */
  readonly workspace: string;
  readonly owner?: Owner | undefined;
  makeCopy(): Promise<WorkspaceCopy>;
  /** What has to stand in the copy other than in the workspace; done again whenever the copy is put back. */
  prepare(directory: string): Promise<void>;
}

interface Fresh {
  readonly copy: WorkspaceCopy;
  readonly entries: Entries;
}

/** Above this, a new copy is quicker than mending the old one. */
const MAX_MENDED_ENTRIES = 2_000;

/** Nothing is copied before the first use. */
export function createCheckCopy(source: CheckCopySource): CheckCopy {
  let current: Fresh | undefined;
  let touched: Touched | undefined;
  const remove = async (): Promise<void> => {
    await current?.copy.remove();
    current = undefined;
  };
  return {
    remove,
    async use(run) {
      const mended =
        current === undefined || touched === undefined
          ? undefined
          : await mend(source, current, touched).catch(() => undefined);
      if (mended === undefined) await remove();
      const fresh = mended ?? (await makeFresh(source));
      current = fresh;
      touched = undefined;
      const result = await run(fresh.copy.directory);
      const after = await listEntries(fresh.copy.directory).catch(() => undefined);
      if (after === undefined) return { result };
      touched = touchedBetween(fresh.entries, after);
      return { result, touched };
    },
  };
}

async function makeFresh(source: CheckCopySource): Promise<Fresh> {
  const copy = await source.makeCopy();
  try {
    await source.prepare(copy.directory);
    const entries = await listEntries(copy.directory);
    await markUnread(
      copy.directory,
      [...entries].filter(([, stamp]) => isReadable(stamp)).map(([path]) => path),
    );
    return { copy, entries: await listEntries(copy.directory) };
  } catch (error) {
    await copy.remove();
    throw error;
  }
}

/** The used copy as it was when it was fresh; `undefined` when a new one has to be made. */
async function mend(
  source: CheckCopySource,
  { copy, entries }: Fresh,
  touched: Touched,
): Promise<Fresh | undefined> {
  const { read, changed, added } = touched;
  if (changed.length + added.length > MAX_MENDED_ENTRIES) return undefined;
  const { directory } = copy;
  for (const path of added) await placeEntry(directory, path, { kind: 'absent' });
  if (changed.length > 0) {
    await copyEntries(source.workspace, directory, changed, source.owner);
    await source.prepare(directory);
  }
  const present = await listEntries(directory);
  const isWanted = (path: BytePath): boolean => {
    const stamp = present.get(path);
    return stamp !== undefined && isReadable(stamp);
  };
  await markUnread(directory, [...new Set([...read, ...changed])].filter(isWanted));
  const now = await listEntries(directory);
  return isSameTree(entries, now) ? { copy, entries: now } : undefined;
}

/** The same entries, all unread. Of a directory only its mode counts: its times change with every entry that comes or goes. */
function isSameTree(fresh: Entries, now: Entries): boolean {
  if (fresh.size !== now.size) return false;
  for (const [path, stamp] of fresh) {
    const other = now.get(path);
    if (other === undefined || shapeOf(stamp) !== shapeOf(other)) return false;
  }
  return true;
}

const shapeOf = (stamp: EntryStamp): string =>
  isReadable(stamp)
    ? `${stamp.kind} ${stamp.mode} ${stamp.size} ${stamp.mtime} ${stamp.atime}`
    : `${stamp.kind} ${stamp.mode}`;
