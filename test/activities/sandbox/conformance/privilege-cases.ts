/** Ways to more rights. */
import { chmodSync, copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import type { Case, HostileHost } from './hostile-host.ts';
import { said } from './hostile-host.ts';

export const privilegeCases = (host: HostileHost): Case[] => [
  {
    name: 'remounting /usr writable',
    run: () => host.systemCall(165, 40, 'b"none", b"/usr", None, 32 | 4096, None'),
    judge: said(/^EPERM$/),
  },
  {
    name: 'a nested user namespace',
    run: () => host.bash('unshare -Ur true'),
    judge: (result) => host.refused(result),
  },
  {
    name: 'a setuid program',
    run: () => {
      copyFileSync('/usr/bin/id', join(host.workspace, 'setuid-id'));
      chmodSync(join(host.workspace, 'setuid-id'), 0o4755);
      return host.bash('./setuid-id -u');
    },
    judge: (result) => expect(result.output).toBe(`${host.box.uid}\n`),
  },
  { name: 'ptrace', run: () => host.systemCall(101, 117, '0, 0, 0, 0'), judge: said(/^EPERM$/) },
  {
    name: 'mknod of a disk',
    run: () => host.bash('mknod /tmp/pwned b 8 0'),
    judge: (result) => host.refused(result),
  },
  {
    name: 'the kernel keyring',
    run: () => host.systemCall(250, 219, '0, -3, 0, 0, 0'),
    judge: said(/^EPERM$/),
  },
  {
    name: 'input pushed into a terminal (TIOCSTI)',
    run: () => host.systemCall(16, 29, '0, 0x5412, b"x"'),
    // Without the filter this would be ENOTTY.
    judge: said(/^EPERM$/),
  },
];
