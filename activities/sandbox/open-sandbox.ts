/** Gives a worker its sandbox, proven to work, or a reason not to start. */
import { existsSync } from 'node:fs';
import { chown, mkdir, mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { createSandbox } from './bubblewrap/bubblewrap-sandbox.ts';
import type { ResourceLimits } from './bubblewrap/limits.ts';
import { commandPaths } from './command-paths.ts';
import { findSocket } from './find-socket.ts';
import { sandboxIdentity } from './identity.ts';
import { probeSandbox } from './probe.ts';
import { reachableBy } from './reachable-by.ts';
import { reachableProgram } from './reachable-program.ts';
import type { Sandbox } from './sandbox.ts';
import { createUnsandboxed } from './unsandboxed.ts';

export interface SandboxSettings {
  /** `off` only by an explicit setting of the operator. */
  readonly mode: 'bubblewrap' | 'off';
  /** Needed for `bubblewrap`. */
  readonly bwrapPath?: string;
  readonly workspacesDirectory: string;
  /** Takes a copy of programs that the sandbox's user cannot reach where they are. */
  readonly cacheDirectory: string;
  readonly readOnlyPaths?: readonly string[];
  /** Directories that the operator puts first on the PATH of commands. */
  readonly path?: readonly string[];
  /** What the operator adds to their environment. */
  readonly env?: Readonly<Record<string, string>>;
  readonly limits?: Partial<ResourceLimits>;
}

export type OpenedSandbox =
  | { readonly ok: true; readonly sandbox: Sandbox; readonly warning?: string }
  | { readonly ok: false; readonly reason: string };

/** Creates `workspacesDirectory` when it is missing; runs one command in the sandbox. */
export async function openSandbox(settings: SandboxSettings): Promise<OpenedSandbox> {
  const identity = sandboxIdentity();
  if (settings.mode === 'off') {
    const { roots: _, ...searched } = commandPaths(settings, identity);
    return {
      ok: true,
      sandbox: createUnsandboxed(identity, process.execPath, searched),
      warning: 'SANDBOX=off: commands of the model run unconfined on this machine.',
    };
  }
  if (settings.bwrapPath === undefined)
    return { ok: false, reason: 'No bubblewrap (bwrap) was found: install it, or name it in BWRAP_PATH.' };
  for (const path of [join(settings.workspacesDirectory, 'thread'), settings.bwrapPath]) {
    const reachability = reachableBy(identity, path);
    if (!reachability.ok)
      return { ok: false, reason: unreachable(identity.uid, path, reachability.blockedBy) };
  }
  for (const path of settings.path ?? []) {
    const reachability = reachableBy(identity, join(path, 'program'));
    if (!reachability.ok)
      return { ok: false, reason: unreachable(identity.uid, path, reachability.blockedBy) };
    if (!existsSync(path)) return { ok: false, reason: `SANDBOX_PATH names ${path}, which is not there.` };
  }
  const { roots, ...searched } = commandPaths(settings, identity);
  const named = [...(settings.readOnlyPaths ?? []), ...roots];
  for (const path of named) {
    const socket = findSocket(path);
    if (socket !== undefined) return { ok: false, reason: holdsSocket(path, socket) };
  }
  try {
    const { cacheDirectory } = settings;
    const nodePath = await reachableProgram(
      process.execPath,
      identity,
      cacheDirectory,
      `node-${process.version}`,
    );
    const { bwrapPath } = settings;
    const sandbox = createSandbox({
      ...{ ...settings, bwrapPath, identity, nodePath, ...searched },
      readOnlyPaths: named,
    });
    const makeWorkspace = async (): Promise<string> => {
      await mkdir(settings.workspacesDirectory, { recursive: true, mode: identity.drop ? 0o711 : 0o700 });
      const directory = await mkdtemp(join(settings.workspacesDirectory, '.probe-'));
      if (identity.drop) await chown(directory, identity.uid, identity.gid);
      return directory;
    };
    const probe = await probeSandbox(sandbox, identity.uid, makeWorkspace, named);
    return probe.ok ? { ok: true, sandbox } : probe;
  } catch (error) {
    return { ok: false, reason: error instanceof Error ? error.message : String(error) };
  }
}

const holdsSocket = (path: string, socket: string): string =>
  `SANDBOX_READ_ONLY_PATHS or SANDBOX_PATH names ${path}, which holds the socket ${socket}: commands of the model could talk to whoever listens on it. Name what is needed without it.`;

const unreachable = (uid: number, path: string, blockedBy: string): string =>
  `Commands run as user ${uid}, which cannot reach ${path}: ${blockedBy} is closed to it. ` +
  'Choose a directory that every user can enter.';
