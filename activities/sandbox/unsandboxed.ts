/**
 * Runs commands with no sandbox at all, for machines that cannot have one: they see the whole host, its
 * network, and whatever the service's user may read. Only by the explicit setting `SANDBOX=off`.
 */
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { defined } from '../../objects/defined.ts';
import type { SandboxConfig } from './bubblewrap/bubblewrap-sandbox.ts';
import { readHostLayout } from './bubblewrap/host-layout.ts';
import { baseEnvironment, channelEnvironment } from './command/environment.ts';
import { initArguments } from './command/init-script.ts';
import type { Identity } from './identity.ts';
import { createOutputPipes } from './process/output-pipes.ts';
import { failedToStart, runCommand } from './process/run-command.ts';
import type { Sandbox } from './sandbox.ts';

/**
 * Deadline, cancellation and output limits hold as in the sandbox; a process that leaves its group outlives
 * them. Who is left alive is not known, and nothing is mounted.
 */
export function createUnsandboxed(
  identity: Identity & { readonly drop: boolean },
  nodePath: string,
  { first, last = [], env }: Pick<SandboxConfig, 'first' | 'last' | 'env'> = {},
): Sandbox {
  const pipes = createOutputPipes();
  const { toolPaths = [] } = readHostLayout();
  const searched = { ...defined({ first }), last: [...toolPaths, ...last] };
  const { uid, gid, drop } = identity;
  const makeHome = async (): Promise<string> => {
    const home = await mkdtemp(join(tmpdir(), 'goalkeeper-home-'));
    if (drop) await chown(home, uid, gid);
    return home;
  };
  return {
    isUnconfined: true,
    async run(command) {
      const [shell = '/bin/sh', ...shellArgs] = initArguments({
        separateStderr: command.separateStderr ?? false,
        reports: false,
      });
      let ownHome: string | undefined;
      try {
        if (command.home === undefined) ownHome = await makeHome();
        const home = command.home ?? ownHome ?? tmpdir();
        const launch = {
          file: shell,
          args: [...shellArgs, ...command.argv.map((part) => onHost(part, command.readOnlyBinds))],
          inherited: [],
          ...(drop ? { runAs: { uid, gid } } : {}),
          cwd: command.workspace,
          env: {
            ...baseEnvironment(home, dirname(nodePath), searched),
            ...env,
            ...channelEnvironment(command.wantsChannel),
            ...command.env,
          },
        };
        return await runCommand(launch, command, pipes);
      } catch (error) {
        return failedToStart(error instanceof Error ? error.message : String(error));
      } finally {
        if (ownHome !== undefined) await rm(ownHome, { recursive: true, force: true }).catch(() => {});
      }
    },
  };
}

/** An argument that is a path of what would have been bound, as it is on the host. */
function onHost(part: string, binds: Readonly<Record<string, string>> = {}): string {
  const bind = Object.entries(binds).find(([inside]) => part === inside || part.startsWith(`${inside}/`));
  return bind === undefined ? part : bind[1] + part.slice(bind[0].length);
}
