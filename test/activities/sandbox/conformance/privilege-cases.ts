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
    // Where the kernel lets processes of one user trace each other, only the mount of /proc stands against
    // this.
    name: "writing into another process's memory through /proc",
    run: () =>
      host.python(`
import ctypes, os, subprocess, sys
text = ctypes.create_string_buffer(b"as it was")
ended = subprocess.run([sys.executable, "-c", f"""
memory = open('/proc/{os.getpid()}/mem', 'r+b', buffering=0)
memory.seek({ctypes.addressof(text)})
memory.write(b'forged!!!')
"""], stderr=subprocess.DEVNULL)
print(text.value.decode(), ended.returncode)`),
    judge: said(/^as it was 1$/),
  },
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
    // This would be ENOTTY without the filter.
    judge: said(/^EPERM$/),
  },
];
