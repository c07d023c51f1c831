/** What the service sees of a goal's workspace before it runs a check: its digest, the seal, and what has changed since the start. */
import type { ChecksInput } from '../../workflows/activities.ts';
import type { Contract } from '../../workflows/contract.ts';
import type { ActivityDependencies } from '../dependencies.ts';
import { digestTree } from '../workspace/digest-workspace.ts';
import { isUntouched, listEntries } from '../workspace/list-entries.ts';
import type { PlacedAt } from '../workspace/place-entry.ts';
import { type BytePath, displayPath } from '../workspace/tree-paths.ts';
import { type ChangedFile, changedFiles } from './changed-files.ts';
import { fileKinds } from './file-kinds.ts';
import { keepContents } from './kept-contents.ts';
import { keptEntries } from './kept-entries.ts';
import { pathFilter } from './path-filter.ts';
import { compareWithSeal, type Digests } from './seal.ts';

export interface Survey {
  readonly workspace: string;
  readonly workspaceDigest: string;
  /** Every entry when the goal's checks first ran. */
  readonly before: Digests;
  readonly changes: readonly ChangedFile[];
  kindOf(path: BytePath): ChangedFile['kind'];
  readonly changedProtectedPaths: readonly string[];
  /** The changed protected entries as they were sealed, as far as their contents are kept. */
  readonly sealedEntries: readonly PlacedAt[];
  /** Whether the workspace is still what was surveyed. */
  isUnchanged(): Promise<boolean>;
}

/** The first survey of a goal records what the workspace holds; later ones are compared with it. */
export async function surveyWorkspace(
  { journal, recall }: Pick<ActivityDependencies, 'journal' | 'recall'>,
  { threadId, goal, purpose }: ChecksInput,
  contract: Contract,
  workspace: string,
): Promise<Survey> {
  const { protectedPaths } = contract.verification;
  // Taken before anything is read: whoever changes a file afterwards changes its ctime.
  const stamps = await listEntries(workspace).catch(() => undefined);
  const { digest, entries } = await digestTree(workspace);
  const seal = await compareWithSeal(
    { journal, contract: recall.contract },
    { ...goal, threadId },
    entries,
    protectedPaths,
  );
  const known = await journal.readManifest(goal.goalId);
  const now = displayed(entries);
  const before = known ?? now;
  if (known === undefined) await journal.saveManifest({ threadId, goalId: goal.goalId, digests: before });
  if (known === undefined || purpose === 'baseline')
    await keepContents(journal, {
      threadId,
      workspace,
      entries,
      isSealed: pathFilter(protectedPaths),
      wantsOthers: known === undefined,
    });
  const kindOf = fileKinds(contract);
  return {
    workspace,
    workspaceDigest: digest,
    before,
    kindOf,
    changes: changedFiles(before, now, kindOf),
    changedProtectedPaths: seal.changed,
    sealedEntries: await keptEntries(journal, threadId, seal.sealed, seal.changed),
    async isUnchanged() {
      const now = await listEntries(workspace).catch(() => undefined);
      if (stamps !== undefined && now !== undefined && isUntouched(stamps, now)) return true;
      return (await digestTree(workspace)).digest === digest;
    },
  };
}

const displayed = (entries: ReadonlyMap<BytePath, string>): Digests =>
  Object.fromEntries([...entries].map(([path, digest]) => [displayPath(path), digest]));
