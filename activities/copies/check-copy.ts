/**
 * The copy of a workspace that checks run in: fresh for each run, and it tells which files the run touched.
 * Copying a large tree for every run would cost more than the checks, so a used copy is put back (`mendCopy`)
 * where it can be known to be as it was, and thrown away for a new one everywhere else.
 */
import type { Placed } from '../../states/state-entry.ts';
import { onOwnDisk } from '../../tree/full-disk.ts';
import type { Tree } from '../../tree/listing/entry-stamp.ts';
import { UnlistableTree } from '../../tree/listing/find-tree.ts';
import { lookInto } from '../../tree/opened-tree.ts';
import type { Owner } from '../../tree/owner.ts';
import { discardTree } from '../../tree/remove-tree.ts';
import { expectReads } from './access-times.ts';
import { type FreshCopy, mendCopy, ownerOf } from './mend-copy.ts';
import { type Touched, touchedBetween } from './touched.ts';

export interface ListedCopy<T> {
  readonly result: T;
  /** What the copy held before the run, when nothing had been read, and after it. */
  readonly lists: { readonly before: Tree; readonly after: Tree };
}

export interface UnlistableCopy<T> {
  readonly result: T;
  /**
   * Why the copy cannot be listed after the run, by whatever the run did to it: what is in the way comes
   * first.
   */
  readonly unlistable: string;
}

export interface CheckCopy {
  /**
   * Runs something in a fresh copy. Rejects when the copy cannot be made: with `DiskFull` where that is why.
   */
  use<T>(run: (directory: string) => Promise<T>): Promise<ListedCopy<T> | UnlistableCopy<T>>;
  /** Never rejects: cleaning up decides nothing. */
  remove(): Promise<void>;
}

export interface CheckCopySource {
  /** Nothing changes in it while the copy is used. */
  readonly workspace: string;
  /** What has to stand in the copy other than in the workspace. */
  readonly placed: readonly Placed[];
  readonly owner?: Owner | undefined;
  /** A new empty directory, private to the service. */
  makeEmpty(): Promise<string>;
  /** Fills it with what is in the workspace. */
  fill(directory: string): Promise<void>;
  place(directory: string, placed: readonly Placed[]): Promise<void>;
  /** Whether an entry with the change time that it had is known to be what it was. */
  trustsChangeTimes(): Promise<boolean>;
}

/** Nothing is copied before the first use. */
export function createCheckCopy(source: CheckCopySource): CheckCopy {
  let current: FreshCopy | undefined;
  let after: { readonly tree: Tree; readonly touched: Touched } | undefined;
  const remove = async (): Promise<void> => {
    if (current !== undefined) await discardTree(current.directory);
    current = undefined;
  };
  const putBack = async (): Promise<FreshCopy | undefined> =>
    current === undefined || after === undefined || !(await source.trustsChangeTimes())
      ? undefined
      : await mendCopy(source, current, after.tree, after.touched);
  return {
    remove,
    async use(run) {
      const mended = await putBack();
      if (mended === undefined) await remove();
      current = mended ?? (await onOwnDisk(() => makeFresh(source)));
      const { directory, tree: before } = current;
      after = undefined;
      const result = await run(directory);
      try {
        const tree = await lookInto(directory, async (listed) => listed);
        after = { tree, touched: touchedBetween(before, tree) };
        return { result, lists: { before, after: tree } };
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        return { result, unlistable: error instanceof UnlistableTree ? reason : `not known: ${reason}` };
      }
    },
  };
}

async function makeFresh(source: CheckCopySource): Promise<FreshCopy> {
  const directory = await source.makeEmpty();
  try {
    await source.fill(directory);
    await source.place(directory, source.placed);
    const listed = await lookInto(directory, async (tree) => tree);
    await expectReads(directory, listed.entries, ownerOf(source).uid);
    return { directory, tree: await lookInto(directory, async (tree) => tree) };
  } catch (error) {
    await discardTree(directory);
    throw error;
  }
}
