/** Ways to the network and to sockets of the host. */
import { join } from 'node:path';
import { expect } from '@jest/globals';
import type { CommandResult } from '../../../../activities/sandbox/sandbox.ts';
import type { Case, HostileHost } from './hostile-host.ts';
import { said } from './hostile-host.ts';

/** Opens a socket, connects it and prints what it reads, or the error. */
const connectFromInside = (host: HostileHost, family: string, address: string): Promise<CommandResult> =>
  host.python(`
import errno, socket
try:
    s = socket.socket(socket.${family}, socket.SOCK_STREAM)
    s.settimeout(5)
    s.connect(${address})
    print(s.recv(100))
except OSError as e:
    print(errno.errorcode.get(e.errno, str(e)))`);

export const networkCases = (host: HostileHost): Case[] => [
  {
    name: 'HTTP to a public address',
    run: () => connectFromInside(host, 'AF_INET', '("93.184.215.14", 80)'),
    judge: said(/^ENETUNREACH$/),
  },
  {
    name: 'name resolution',
    run: () =>
      host.python(
        'import socket\ntry: print(socket.getaddrinfo("example.com", 80))\nexcept socket.gaierror: print("no name")',
      ),
    judge: said(/^no name$/),
  },
  {
    name: 'bash /dev/tcp',
    run: () => host.bash('echo > /dev/tcp/1.1.1.1/53'),
    judge: (result) => host.refused(result),
  },
  {
    name: 'raw sockets (ping)',
    run: () =>
      host.python('import socket\nsocket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_ICMP)'),
    judge: (result) => expect(result.output).toContain('PermissionError'),
  },
  {
    name: 'the metadata address',
    run: () => connectFromInside(host, 'AF_INET', '("169.254.169.254", 80)'),
    judge: said(/^ENETUNREACH$/),
  },
  {
    name: "the host's loopback",
    run: () => connectFromInside(host, 'AF_INET', `("127.0.0.1", ${host.tcpPort})`),
    judge: said(/^ECONNREFUSED$/),
  },
  {
    name: 'a Unix socket by path',
    run: () => connectFromInside(host, 'AF_UNIX', `"${join(host.outside, 'socket')}"`),
    judge: said(/^ENOENT$/),
  },
  {
    name: 'an abstract Unix socket',
    run: () => connectFromInside(host, 'AF_UNIX', `"\\0${host.abstractName}"`),
    judge: said(/^ECONNREFUSED$/),
  },
];
