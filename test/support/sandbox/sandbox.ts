/**
 * The real sandbox for tests. Without bubblewrap it throws: a test that needs the sandbox fails and is not
 * skipped.
 */
import { chmodSync, chownSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createSandbox,
  type SandboxConfig,
} from '../../../activities/sandbox/bubblewrap/bubblewrap-sandbox.ts';
import type { ResourceLimits } from '../../../activities/sandbox/bubblewrap/limits.ts';
import { sandboxIdentity } from '../../../activities/sandbox/identity.ts';
import { reachableProgram } from '../../../activities/sandbox/reachable-program.ts';
import type { Sandbox } from '../../../activities/sandbox/sandbox.ts';
import { findBwrap } from '../../../embedded/binaries/system-parts.ts';
import { cacheDirectory } from '../../../settings/cache-directory.ts';

export interface TestSandbox {
  readonly sandbox: Sandbox;
  readonly bwrapPath: string;
  readonly nodePath: string;
  /** The sandbox's user. */
  readonly uid: number;
  /** A new directory that belongs to the sandbox's user. */
  makeWorkspace(): string;
  /** Removes the workspaces. */
  close(): void;
}

export async function openTestSandbox(
  limits: Partial<ResourceLimits> = {},
  readOnlyPaths: readonly string[] = [],
  searched: Pick<SandboxConfig, 'first' | 'last' | 'env'> = {},
): Promise<TestSandbox> {
  const bwrapPath = await findBwrap();
  const identity = sandboxIdentity();
  const nodePath = await reachableProgram(
    process.execPath,
    identity,
    cacheDirectory(),
    `node-${process.version}`,
  );
  const directory = mkdtempSync(join(tmpdir(), 'goalkeeper-test-'));
  chmodSync(directory, 0o755);
  return {
    sandbox: createSandbox({ bwrapPath, identity, nodePath, limits, readOnlyPaths, ...searched }),
    bwrapPath,
    nodePath,
    uid: identity.uid,
    makeWorkspace() {
      const workspace = mkdtempSync(join(directory, 'w-'));
      if (identity.drop) chownSync(workspace, identity.uid, identity.gid);
      return workspace;
    },
    close: () => rmSync(directory, { recursive: true, force: true }),
  };
}
