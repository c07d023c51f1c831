/** Attempts to use up the machine. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import { openTestSandbox } from '../../../support/sandbox/sandbox.ts';
import type { Case, HostileHost } from './hostile-host.ts';
import { FILE_BYTES, MiB, PROCESSES, said } from './hostile-host.ts';

export const limitCases = (host: HostileHost): Case[] => [
  {
    name: 'a fork bomb',
    run: () =>
      host.python(`
import errno, os, signal
pids = []
try:
    while len(pids) < 5000:
        pid = os.fork()
        if pid == 0:
            signal.pause()
        pids.append(pid)
except OSError as e:
    print(errno.errorcode[e.errno], 1 <= len(pids) < ${PROCESSES})`),
    judge: said(/^EAGAIN True$/),
  },
  {
    name: 'memory',
    // Filled again and again, so that it is there when somebody looks.
    run: () => host.python('import time\nheld = bytearray(b"x") * (1 << 30)\ntime.sleep(60)'),
    judge: (result) =>
      expect([result.endedBy, result.exitCode, result.overMemory]).toEqual(['exit', 137, ['python3']]),
  },
  {
    name: 'the size of a file',
    run: () => host.bash(`dd if=/dev/zero of=big bs=1M count=64`),
    judge: (result) => {
      expect(result.exitCode).not.toBe(0);
      expect(statSync(join(host.workspace, 'big')).size).toBe(FILE_BYTES);
    },
  },
  {
    name: 'a flood of files in /tmp: full at its size, and gone with the command',
    run: async () => {
      const flood = await host.bash(
        'cd /tmp; seq 5000 | xargs touch; for i in 1 2 3 4 5 6; do head -c 4M /dev/zero > big.$i; done',
      );
      expect(flood.output).toContain('No space left on device');
      return host.bash('ls -A /tmp /dev/shm');
    },
    judge: (result) => expect(result.output).toBe('/dev/shm:\n\n/tmp:\n'),
  },
  {
    name: 'a flood of output',
    run: () => host.bash('yes'),
    judge: (result) => {
      expect(result.endedBy).toBe('outputCeiling');
      expect(result.totalBytes).toBeLessThan(1100 * MiB);
      expect(Buffer.byteLength(result.output)).toBeLessThanOrEqual(MiB);
    },
  },
  {
    name: 'CPU time',
    run: async () => {
      const short = await openTestSandbox({ cpuSeconds: 1 });
      try {
        const argv = ['/bin/bash', '-c', 'while :; do :; done'];
        return await short.sandbox.run({ workspace: short.makeWorkspace(), argv, timeoutMs: 60_000 });
      } finally {
        short.close();
      }
    },
    judge: (result) => expect([result.endedBy, result.exitCode]).toEqual(['exit', 137]),
  },
];
