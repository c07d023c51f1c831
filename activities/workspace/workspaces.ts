/**
 * The workspaces on this worker's disk: one directory per thread, their states, and throw-away copies for
 * checks.
 */
import { join } from 'node:path';
import { keepsAccessTimes } from '../copies/access-probe.ts';
import { type CheckCopy, createCheckCopy } from '../copies/check-copy.ts';
import { copyTree } from '../copies/copy-tree.ts';
import { makeScratch, sweepScratch } from '../copies/scratch.ts';
import { createDirectoryStore } from '../states/directory-store.ts';
import type { Placed } from '../states/state-entry.ts';
import type { StateStore } from '../states/state-store.ts';
import { trustsChangeTimes } from '../tree/change-times.ts';
import { digestWorkspace } from './digest-workspace.ts';
import { type EnsuredWorkspace, ensureWorkspace, type WorkspaceSettings } from './ensure-workspace.ts';
import { ensureHome } from './home.ts';
import { createKnownDigests } from './known-digests.ts';

export interface Workspaces {
  /** States of workspaces, by content. */
  readonly states: StateStore;
  ensure(threadId: string, source?: string): Promise<EnsuredWorkspace>;
  /**
   * A copy that nobody else sees, for checks to run in. `placed` stands in it in place of what the original
   * has there.
   */
  checkCopy(directory: string, placed: readonly Placed[]): CheckCopy;
  /** Puts entries of kept states into a workspace in which no command runs; what stands in the way goes. */
  place(directory: string, placed: readonly Placed[]): Promise<void>;
  /** Whether it can be told which files a check has read. */
  keepsAccessTimes(): Promise<boolean>;
  /** Whether change times tell every write to a file. */
  trustsChangeTimes(): Promise<boolean>;
  /** Tells whether a turn has changed anything; cheap when most files are as they were. */
  digest(directory: string): Promise<string>;
  /** The directory that a thread's commands have as their HOME; made on demand. */
  homeOf(threadId: string): Promise<string>;
  /** Removes copies that killed workers left behind. For when a worker starts; never rejects. */
  sweep(): Promise<void>;
}

const STATES = '.states';

export function createWorkspaces(settings: WorkspaceSettings): Workspaces {
  const { workspacesDirectory, owner } = settings;
  const knownDigests = createKnownDigests();
  const states = createDirectoryStore(join(workspacesDirectory, STATES));
  let probed: Promise<boolean> | undefined;
  const isTrusted = (): Promise<boolean> => trustsChangeTimes(workspacesDirectory);
  return {
    states,
    digest: (directory) => digestWorkspace(directory, knownDigests),
    ensure: (threadId, source) => ensureWorkspace(threadId, settings, source),
    keepsAccessTimes: () => {
      probed ??= keepsAccessTimes(workspacesDirectory);
      return probed;
    },
    trustsChangeTimes: isTrusted,
    homeOf: (threadId) => ensureHome(workspacesDirectory, threadId, owner),
    place: (directory, placed) => states.place(directory, placed, owner),
    sweep: () => sweepScratch(workspacesDirectory),
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
