/**
 * The sandbox policy as a bubblewrap command line. Nothing of the host is visible but `/usr`, a few harmless
 * files of `/etc`, the workspace, a HOME and what the operator adds; everything but the workspace, HOME and
 * `/tmp` is read-only. Only options of bubblewrap 0.8 (Debian 12) are used.
 */
import { defined } from '../../../objects/defined.ts';
import { baseEnvironment, HOME_INSIDE, WORKSPACE_INSIDE } from '../command/environment.ts';
import { type InitOptions, initArguments } from '../command/init-script.ts';
import type { HostLayout } from './host-layout.ts';
import type { ResourceLimits } from './limits.ts';
import { prlimitArguments } from './limits.ts';

/** What stays the same for every command of a worker. */
export interface SandboxPolicy {
  readonly host: HostLayout;
  readonly limits: ResourceLimits;
  /** Bound as `/opt/goalkeeper/bin/node`. */
  readonly nodePath?: string;
  /** Directories for the PATH, before the system's own and behind them. */
  readonly first?: readonly string[];
  readonly last?: readonly string[];
  /** Added to the fixed environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** Host paths that are visible at the same place, read-only. */
  readonly readOnlyPaths: readonly string[];
}

/** File descriptors that bubblewrap inherits and reads to their end. */
interface DataDescriptors {
  readonly seccomp: number;
  /** Path inside → descriptor with the file's content. */
  readonly files: Readonly<Record<string, number>>;
  /** Further arguments, each ended by NUL: what is mounted read-only on top of the rest. */
  readonly mounts?: number;
}

export interface BwrapInput {
  readonly workspace: string;
  readonly readOnlyWorkspace: boolean;
  /** Absent: an empty one in memory. */
  readonly home?: string;
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cpuSeconds: number;
  readonly descriptors: DataDescriptors;
  readonly init: InitOptions;
}

const PROGRAMS_INSIDE = '/opt/goalkeeper/bin';

/**
 * Arguments for bwrap, without its own name. Order matters: `/` and `/dev` are sealed after all is mounted on
 * them, because as plain tmpfs they would take any amount of the host's memory.
 */
export function bwrapArguments(policy: SandboxPolicy, input: BwrapInput): string[] {
  const { host, limits } = policy;
  const { seccomp, files, mounts } = input.descriptors;
  const readOnly = (path: string): string[] => ['--ro-bind', path, path];
  const memory = (path: string): string[] => ['--size', String(limits.tmpBytes), '--tmpfs', path];
  const searched = {
    ...defined({ first: policy.first }),
    last: [...(host.toolPaths ?? []), ...(policy.last ?? [])],
  };
  const environment = {
    ...baseEnvironment(HOME_INSIDE, PROGRAMS_INSIDE, searched),
    ...policy.env,
    ...input.env,
  };
  return [
    ...readOnly('/usr'),
    ...host.rootEntries.flatMap((entry) =>
      entry.kind === 'link' ? ['--symlink', entry.target, entry.path] : readOnly(entry.path),
    ),
    ...host.etcPaths.flatMap(readOnly),
    ...Object.entries(files).flatMap(([path, fd]) => ['--file', String(fd), path]),
    ...['--dev', '/dev', ...memory('/dev/shm'), '--remount-ro', '/dev'],
    // Writable, it would let a program write into the memory of the process that measures it
    // (/proc/<pid>/mem).
    ...['--proc', '/proc', '--remount-ro', '/proc', ...memory('/tmp')],
    ...(input.home === undefined ? memory(HOME_INSIDE) : ['--bind', input.home, HOME_INSIDE]),
    ...policy.readOnlyPaths.flatMap(readOnly),
    ...(policy.nodePath === undefined ? [] : ['--ro-bind', policy.nodePath, `${PROGRAMS_INSIDE}/node`]),
    ...[input.readOnlyWorkspace ? '--ro-bind' : '--bind', input.workspace, WORKSPACE_INSIDE],
    ...(mounts === undefined ? [] : ['--args', String(mounts)]),
    ...['--remount-ro', '/', '--chdir', WORKSPACE_INSIDE],
    ...['--unshare-all', '--unshare-user', '--disable-userns', '--cap-drop', 'ALL'],
    ...['--as-pid-1', '--new-session', '--die-with-parent', '--hostname', 'sandbox', '--clearenv'],
    ...Object.entries(environment).flatMap(([name, value]) => ['--setenv', name, value]),
    ...['--seccomp', String(seccomp), '--'],
    ...initArguments(input.init),
    ...(host.prlimitPath === undefined
      ? []
      : [host.prlimitPath, ...prlimitArguments(limits, input.cpuSeconds), '--']),
    ...input.argv,
  ];
}
