/**
 * The sandbox policy as a bubblewrap command line. Nothing of the host is visible but `/usr`, a few harmless files of
 * `/etc`, the workspace and what the operator adds; everything but the workspace and `/tmp` is read-only.
 * Only options of bubblewrap 0.8 (Debian 12) are used.
 */
import type { HostLayout } from './host-layout.ts';
import type { ResourceLimits } from './limits.ts';
import { prlimitArguments } from './limits.ts';

/** What stays the same for every command of a worker. */
export interface SandboxPolicy {
  readonly host: HostLayout;
  readonly limits: ResourceLimits;
  /** Bound as `/opt/goalkeeper/bin/node`. */
  readonly nodePath?: string;
  /** Host paths that are visible at the same place, read-only. */
  readonly readOnlyPaths: readonly string[];
}

/** File descriptors that bubblewrap inherits and reads to their end. */
interface DataDescriptors {
  readonly seccomp: number;
  /** Path inside → descriptor with the file's content. */
  readonly files: Readonly<Record<string, number>>;
}

export interface BwrapInput {
  readonly workspace: string;
  readonly readOnlyWorkspace: boolean;
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cpuSeconds: number;
  readonly descriptors: DataDescriptors;
  /** Descriptor that takes the command's stderr; absent: it goes to stdout, in true order. */
  readonly stderr?: number;
}

const WORKSPACE_INSIDE = '/workspace';
const NODE_INSIDE = '/opt/goalkeeper/bin/node';

/** The whole environment of a command; `env` of a command is added to it. */
export const BASE_ENVIRONMENT: Readonly<Record<string, string>> = {
  PATH: '/opt/goalkeeper/bin:/usr/local/bin:/usr/bin:/bin',
  HOME: WORKSPACE_INSIDE,
  LANG: 'C.UTF-8',
  TERM: 'dumb',
};

/**
 * Arguments for bwrap, without its own name. Order matters: `/` and `/dev` are sealed after all is mounted on them,
 * because as plain tmpfs they would take any amount of the host's memory.
 */
export function bwrapArguments(policy: SandboxPolicy, input: BwrapInput): string[] {
  const { host, limits } = policy;
  const readOnly = (path: string): string[] => ['--ro-bind', path, path];
  return [
    ...readOnly('/usr'),
    ...host.rootEntries.flatMap((entry) =>
      entry.kind === 'link' ? ['--symlink', entry.target, entry.path] : readOnly(entry.path),
    ),
    ...host.etcPaths.flatMap(readOnly),
    ...Object.entries(input.descriptors.files).flatMap(([path, fd]) => ['--file', String(fd), path]),
    ...['--dev', '/dev', '--size', String(limits.tmpBytes), '--tmpfs', '/dev/shm', '--remount-ro', '/dev'],
    // Writable, it would let a program write into the memory of the process that measures it (/proc/<pid>/mem).
    ...['--proc', '/proc', '--remount-ro', '/proc', '--size', String(limits.tmpBytes), '--tmpfs', '/tmp'],
    ...policy.readOnlyPaths.flatMap(readOnly),
    ...(policy.nodePath === undefined ? [] : ['--ro-bind', policy.nodePath, NODE_INSIDE]),
    ...[input.readOnlyWorkspace ? '--ro-bind' : '--bind', input.workspace, WORKSPACE_INSIDE],
    ...['--remount-ro', '/', '--chdir', WORKSPACE_INSIDE],
    ...['--unshare-all', '--unshare-user', '--disable-userns', '--cap-drop', 'ALL'],
    ...['--as-pid-1', '--new-session', '--die-with-parent', '--hostname', 'sandbox', '--clearenv'],
    ...Object.entries({ ...BASE_ENVIRONMENT, ...input.env }).flatMap(([name, value]) => [
      '--setenv',
      name,
      value,
    ]),
    ...['--seccomp', String(input.descriptors.seccomp), '--'],
    ...initArguments(input.stderr),
    ...(host.prlimitPath === undefined
      ? []
      : [host.prlimitPath, ...prlimitArguments(limits, input.cpuSeconds), '--']),
    ...input.argv,
  ];
}

/**
 * A shell between bubblewrap and the command, process 1 of the sandbox. When it ends, the kernel kills everything else
 * in there before bubblewrap is told, so that nothing outlives a command that has been reported as ended.
 * It joins stderr to stdout, so that the outer stderr carries nothing but bubblewrap's own complaints. `exit $?` keeps it from
 * becoming the command.
 */
export function initArguments(stderr?: number): string[] {
  const join = stderr === undefined ? 'exec 2>&1' : `exec 2>&${stderr} ${stderr}>&-`;
  const script = `umask 022; ${join}; "$@"; exit $?`;
  return ['/bin/sh', '-c', script, 'sh'];
}
