/**
 * Runs commands with no sandbox at all, for machines that cannot have one: they see the whole host, its network, and
 * whatever the service's user may read. Only by the explicit setting `SANDBOX=off`.
 */
import { dirname } from 'node:path';
import { BASE_ENVIRONMENT, initArguments } from './bwrap-argv.ts';
import type { Identity } from './identity.ts';
import { createOutputPipes } from './output-pipes.ts';
import { runCommand, stderrDescriptor } from './run-command.ts';
import type { Sandbox } from './sandbox.ts';

/** Deadline, cancellation and output limits hold as in the sandbox; a process that leaves its group outlives them. */
export function createUnsandboxed(
  identity: Identity & { readonly drop: boolean },
  nodePath: string,
): Sandbox {
  const pipes = createOutputPipes();
  const { uid, gid, drop } = identity;
  return {
    run(command) {
      const [shell = '/bin/sh', ...shellArgs] = initArguments(
        command.separateStderr ? stderrDescriptor(0) : undefined,
      );
      const launch = {
        file: shell,
        args: [...shellArgs, ...command.argv],
        inherited: [],
        ...(drop ? { runAs: { uid, gid } } : {}),
        cwd: command.workspace,
        env: {
          ...BASE_ENVIRONMENT,
          PATH: `${dirname(nodePath)}:/usr/local/bin:/usr/bin:/bin`,
          HOME: command.workspace,
          ...command.env,
        },
      };
      return runCommand(launch, command, pipes);
    },
  };
}
