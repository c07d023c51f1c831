/** The sandbox proper: one bubblewrap process per command. */
import { availableParallelism } from 'node:os';
import { defined } from '../../../objects/defined.ts';
import { channelEnvironment, HOME_INSIDE } from '../command/environment.ts';
import { readOnlyMounts } from '../command/read-only-mounts.ts';
import type { Identity } from '../identity.ts';
import { createOutputPipes } from '../process/output-pipes.ts';
import { FIRST_INHERITED, failedToStart, runCommand } from '../process/run-command.ts';
import type { Sandbox, SandboxedCommand } from '../sandbox.ts';
import type { SandboxPolicy } from './bwrap-argv.ts';
import { bwrapArguments } from './bwrap-argv.ts';
import { createDataFile, openNameless } from './data-descriptor.ts';
import { type HostLayout, readHostLayout } from './host-layout.ts';
import type { ResourceLimits } from './limits.ts';
import { DEFAULT_LIMITS } from './limits.ts';
import { hostSeccompFilter } from './seccomp-filter.ts';

export interface SandboxConfig {
  /** bubblewrap 0.8 or later, executable for `identity`. */
  readonly bwrapPath: string;
  readonly identity: Identity & { readonly drop: boolean };
  /** The Node that commands get as `node` where the machine has none; reachable for `identity`. */
  readonly nodePath?: string;
  /** Further host paths that commands may read. */
  readonly readOnlyPaths?: readonly string[];
  readonly limits?: Partial<ResourceLimits>;
  /** Directories for the PATH of commands, before the system's own and behind them. */
  readonly first?: readonly string[];
  readonly last?: readonly string[];
  /** Added to the fixed environment of commands. */
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * Holds a few nameless files for the process's lifetime; make one per worker. Nothing is checked: see
 * `probeSandbox`.
 */
export function createSandbox(config: SandboxConfig): Sandbox {
  const { uid, gid, drop } = config.identity;
  const policy: SandboxPolicy = {
    host: readHostLayout(),
    limits: { ...DEFAULT_LIMITS, ...config.limits },
    ...defined({ nodePath: config.nodePath, first: config.first, last: config.last, env: config.env }),
    readOnlyPaths: config.readOnlyPaths ?? [],
  };
  const seccomp = createDataFile(hostSeccompFilter());
  const files = Object.entries(etcFiles(uid, gid)).map(([path, text]) => ({
    path,
    content: createDataFile(text),
  }));
  const pipes = createOutputPipes();

  return {
    async run(command) {
      const mounts = mountsOf(command);
      if (!mounts.ok) return failedToStart(mounts.reason);
      const mountsFd = mounts.args === undefined ? [] : [openNameless(mounts.args)];
      const inherited = [seccomp.open(), ...files.map((file) => file.content.open()), ...mountsFd];
      const args = bwrapArguments(policy, {
        workspace: command.workspace,
        readOnlyWorkspace: command.readOnlyWorkspace ?? false,
        argv: command.argv,
        env: { ...channelEnvironment(command.wantsChannel), ...command.env },
        ...defined({ home: command.home }),
        cpuSeconds: Math.ceil(command.timeoutMs / 1000) * availableParallelism(),
        descriptors: {
          seccomp: FIRST_INHERITED,
          files: Object.fromEntries(files.map(({ path }, index) => [path, FIRST_INHERITED + 1 + index])),
          ...(mountsFd.length === 0 ? {} : { mounts: FIRST_INHERITED + 1 + files.length }),
        },
        init: { separateStderr: command.separateStderr ?? false, reports: true },
      });
      const launch = {
        ...preferredVictim(policy.host, config.bwrapPath, args),
        inherited,
        reports: true,
        memoryBytes: policy.limits.memoryBytes,
        ...(drop ? { runAs: { uid, gid } } : {}),
        env: {},
      };
      return runCommand(launch, command, pipes);
    },
  };
}

type Mounts = { readonly ok: true; readonly args?: Buffer } | { readonly ok: false; readonly reason: string };

function mountsOf(command: SandboxedCommand): Mounts {
  try {
    const args = readOnlyMounts(command);
    return args === undefined ? { ok: true } : { ok: true, args };
  } catch (error) {
    return { ok: false, reason: error instanceof Error ? error.message : String(error) };
  }
}

/**
 * When memory runs out, the kernel ends the command before the worker. `choom` becomes the program that it
 * starts.
 */
const preferredVictim = ({ choomPath }: HostLayout, file: string, args: readonly string[]) =>
  choomPath === undefined ? { file, args } : { file: choomPath, args: ['-n', '1000', '--', file, ...args] };

/** So that `whoami`, git and Node know the user, and `localhost` resolves. */
const etcFiles = (uid: number, gid: number): Record<string, string> => ({
  '/etc/passwd': `goalkeeper:x:${uid}:${gid}:Goalkeeper:${HOME_INSIDE}:/bin/bash\n`,
  '/etc/group': `goalkeeper:x:${gid}:\n`,
  // `sandbox` is the machine's own name inside.
  '/etc/hosts': '127.0.0.1 localhost sandbox\n::1 localhost\n',
  '/etc/nsswitch.conf': 'passwd: files\ngroup: files\nhosts: files\nservices: files\nprotocols: files\n',
});
