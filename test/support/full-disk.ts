/**
 * A disk that is full for what one command writes, without a disk of its own: no file may become larger than
 * 200 KiB.
 */
import type { Sandbox } from '../../activities/sandbox/sandbox.ts';

/** It takes the place of the sandbox of a tool. */
export const onFullDisk = (sandbox: Sandbox): { readonly sandbox: Sandbox } => ({
  sandbox: {
    ...sandbox,
    run: (command) =>
      sandbox.run({
        ...command,
        argv: ['/bin/bash', '-c', 'ulimit -f 200; exec "$@"', 'bash', ...command.argv],
      }),
  },
});
