/**
 * The workspaces on this worker's disk: one directory per thread, their states, and throw-away copies for
 * checks.
 */
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { PushOutcome } from '../../journal/rows/push.ts';
import type { WorkspaceOrigin } from '../../journal/rows/thread-row.ts';
import type { WorkspaceSet } from '../../journal/rows/workspace-row.ts';
import type { CloneSettings } from '../../settings/clone-settings.ts';
import { createDirectoryStore } from '../../states/directory-store.ts';
import type { Placed } from '../../states/state-entry.ts';
import type { StateStore } from '../../states/state-store.ts';
import { sweepDrafts } from '../../states/sweep-drafts.ts';
import { statesDirectory } from '../../states/workspace-marker.ts';
import { trustsChangeTimes } from '../../tree/change-times.ts';
import { diskUsage } from '../../tree/disk-usage.ts';
import type { BytePath } from '../../tree/tree-paths.ts';
import { fillWithClone } from '../clone/fill-with-clone.ts';
import { keepsAccessTimes } from '../copies/access-probe.ts';
import { type CheckCopy, createCheckCopy } from '../copies/check-copy.ts';
import { copyTree } from '../copies/copy-tree.ts';
import { makeScratch, sweepScratch } from '../copies/scratch.ts';
import { type AskedPush, pushFromScratch } from '../push/push-from-scratch.ts';
import { digestWorkspace } from './digest-workspace.ts';
import { type EnsuredWorkspace, ensureWorkspace, type WorkspaceSettings } from './ensure-workspace.ts';
import { fillFromOrigin, type OriginTools } from './fill-from-origin.ts';
import { ensureHome, homesIn } from './home.ts';
import { createKnownDigests } from './known-digests.ts';
import { isMarked, markWorkspace, noteHeld, workspaceSet } from './marker.ts';
import { removeWorkspace } from './remove-workspace.ts';
import { reopenWorkspace } from './reopen-workspace.ts';
import { sweepHomes } from './sweep-homes.ts';

export interface Workspaces {
  /** States of workspaces, by content. */
  readonly states: StateStore;
  ensure(
    threadId: string,
    source?: string,
    mustExist?: 'mustExist',
    origin?: WorkspaceOrigin,
  ): Promise<EnsuredWorkspace>;
  /**
   * The id of a thread's workspace, which has to be there; one that has none yet gets it. */
  mark(threadId: string): Promise<string>;
  /**
   * Where the workspace of this id is, or whatever stands in its place; `isThere`: that is the workspace
   * itself. One that a command has closed to its owner is opened again.
   */
  find(threadId: string, workspaceId: string): Promise<FoundWorkspace>;
  /** A command has ended: whether it had closed the workspace to its owner, which is mended. */
  reopen(threadId: string): Promise<boolean>;
  /** A command of the service has ended in it: if nothing is left there, that is its own doing. */
  noteHeld(threadId: string): Promise<void>;
  /** Which directory of workspaces this is, and who says so. */
  set(): Promise<WorkspaceSet>;
  /**
   * A copy that nobody else sees, for checks to run in. `placed` stands in it in place of what the original
   * has there.
   */
  checkCopy(directory: string, placed: readonly Placed[]): CheckCopy;
  /** Puts entries of kept states into a workspace in which no command runs; what stands in the way goes. */
  place(directory: string, placed: readonly Placed[]): Promise<void>;
  /** Pushes a state to a branch of a repository, outside of the sandbox. */
  push(wish: AskedPush, stopped: AbortSignal): Promise<PushOutcome>;
  /** Whether it can be told which files a check has read. */
  keepsAccessTimes(): Promise<boolean>;
  /** Whether change times tell every write to a file. */
  trustsChangeTimes(): Promise<boolean>;
  /** Tells whether anything was changed, or anything that counts; cheap when most files are as they were. */
  digest(directory: string, counts?: (path: BytePath) => boolean): Promise<string>;
  /** What the thread takes of the disk, states aside. */
  bytesOf(threadId: string): Promise<number>;
  /** Removes the workspace of a thread, and all that stands beside it for the thread; not its states. */
  remove(threadId: string): Promise<void>;
  /** The directory that a thread's commands have as their HOME; made on demand. */
  homeOf(threadId: string): Promise<string>;
  /**
   * Removes copies and drafts that killed workers left behind, and the HOME directories of archived threads.
   * For when a worker starts; never rejects.
   */
  sweep(archivedAmong: (threadIds: readonly string[]) => Promise<readonly string[]>): Promise<void>;
}

export interface FoundWorkspace {
  readonly directory: string;
  readonly isThere: boolean;
}

export interface WorkspacesSettings extends WorkspaceSettings {
  /** Absent: no repositories are cloned. */
  readonly clones?: CloneSettings;
}

export function createWorkspaces(settings: WorkspacesSettings): Workspaces {
  const { workspacesDirectory, owner } = settings;
  const knownDigests = createKnownDigests();
  const states = createDirectoryStore(statesDirectory(workspacesDirectory));
  /** One clones or copies a workspace for all that need it at once. */
  const beingMade = new Map<string, Promise<EnsuredWorkspace>>();
  const clone: OriginTools['clone'] = (git, draft) => {
    if (settings.clones === undefined) throw new Error('this worker clones no repositories');
    return fillWithClone(draft, git, { workspacesDirectory, owner, ...settings.clones });
  };
  let probed: Promise<boolean> | undefined;
  const isTrusted = (): Promise<boolean> => trustsChangeTimes(workspacesDirectory);
  return {
    states,
    digest: (directory, counts) => digestWorkspace(directory, knownDigests, counts),
    ensure: (threadId, source, mustExist, origin) => {
      const making = beingMade.get(threadId);
      if (making !== undefined) return making;
      const fill =
        origin === undefined
          ? undefined
          : (draft: string) => fillFromOrigin(draft, origin, { states, owner, clone });
      const made = ensureWorkspace(threadId, settings, source, mustExist, fill).finally(() =>
        beingMade.delete(threadId),
      );
      beingMade.set(threadId, made);
      return made;
    },
    mark: (threadId) => markWorkspace(workspacesDirectory, threadId),
    async find(threadId, workspaceId) {
      const directory = join(workspacesDirectory, threadId);
      await reopenWorkspace(directory);
      return { directory, isThere: await isMarked(workspacesDirectory, threadId, workspaceId) };
    },
    reopen: (threadId) => reopenWorkspace(join(workspacesDirectory, threadId)),
    noteHeld: (threadId) => noteHeld(workspacesDirectory, threadId),
    set: async () => ({
      setId: await workspaceSet(workspacesDirectory),
      worker: hostname(),
      directory: workspacesDirectory,
    }),
    keepsAccessTimes: () => {
      probed ??= keepsAccessTimes(workspacesDirectory);
      return probed;
    },
    trustsChangeTimes: isTrusted,
    bytesOf: (threadId) =>
      diskUsage([join(workspacesDirectory, threadId), join(homesIn(workspacesDirectory), threadId)]),
    remove: (threadId) => removeWorkspace(workspacesDirectory, threadId),
    homeOf: (threadId) => ensureHome(workspacesDirectory, threadId, owner),
    place: (directory, placed) => states.place(directory, placed, owner),
    push(wish, stopped) {
      if (settings.clones === undefined) throw new Error('this worker asks no repositories');
      return pushFromScratch(wish, { workspacesDirectory, states, ...settings.clones }, stopped);
    },
    async sweep(archivedAmong) {
      await sweepScratch(workspacesDirectory);
      await sweepDrafts(statesDirectory(workspacesDirectory));
      await sweepHomes(workspacesDirectory, archivedAmong);
    },
    checkCopy: (workspace, placed) =>
      createCheckCopy({
        workspace,
        placed,
        owner,
        makeEmpty: () => makeScratch(workspacesDirectory, '.check-'),
        fill: (copy) => copyTree(workspace, copy, owner),
        place: (copy, entries) => states.place(copy, entries, owner),
        trustsChangeTimes: isTrusted,
      }),
  };
}
