/** A host with something to steal, and the means to try from inside a sandbox. */
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo, NetConnectOpts, Server } from 'node:net';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import type { CommandResult, SandboxedCommand } from '../../../../activities/sandbox/sandbox.ts';
import type { TestSandbox } from '../../../support/sandbox/sandbox.ts';
import { openTestSandbox } from '../../../support/sandbox/sandbox.ts';

export interface Case {
  readonly name: string;
  readonly run: () => Promise<CommandResult>;
  readonly judge: (result: CommandResult) => void;
}

export interface HostileHost {
  readonly box: TestSandbox;
  readonly workspace: string;
  /** Another thread's workspace, with a secret in it. */
  readonly sibling: string;
  /** A directory that every user of the host may write to, with a secret and a listening socket in it. */
  readonly outside: string;
  readonly tcpPort: number;
  readonly abstractName: string;
  readonly run: (argv: readonly string[], rest?: Partial<SandboxedCommand>) => Promise<CommandResult>;
  readonly bash: (command: string, rest?: Partial<SandboxedCommand>) => Promise<CommandResult>;
  readonly python: (program: string) => Promise<CommandResult>;
  /** Makes a raw system call and prints the name of its error, or `allowed`. */
  readonly systemCall: (x64: number, arm64: number, args: string) => Promise<CommandResult>;
  /** The command failed, said nothing secret, and nothing named `pwned` is where it tried to write. */
  readonly refused: (result: CommandResult) => void;
  /** What the host itself reads from each of its servers. */
  readonly answersToHost: () => Promise<string[]>;
  readonly close: () => void;
}

export const SECRET = 'canary-7f3a91';
export const MiB = 1024 * 1024;
export const FILE_BYTES = 4 * MiB;
export const PROCESSES = 64;

/** Judges by the output alone. */
export const said = (text: RegExp) => (result: CommandResult) => expect(result.output.trim()).toMatch(text);

export async function startHostileHost(): Promise<HostileHost> {
  process.env.GOALKEEPER_TEST_SECRET = SECRET;
  const box = await openTestSandbox({
    memoryBytes: 512 * MiB,
    fileBytes: FILE_BYTES,
    processes: PROCESSES,
    tmpBytes: 16 * MiB,
  });
  const [workspace, sibling] = [box.makeWorkspace(), box.makeWorkspace()];
  writeFileSync(join(sibling, 'secret.txt'), SECRET);
  const outside = openDirectory();
  const abstractName = `goalkeeper-test-${process.pid}`;
  const tcp = await listen({ port: 0, host: '127.0.0.1' });
  const tcpPort = (tcp.address() as AddressInfo).port;
  const paths = [join(outside, 'socket'), `\0${abstractName}`];
  const servers = [tcp, ...(await Promise.all(paths.map((path) => listen({ path }))))];
  const addresses = [{ port: tcpPort, host: '127.0.0.1' }, ...paths.map((path) => ({ path }))];

  const run: HostileHost['run'] = (argv, rest = {}) =>
    box.sandbox.run({ workspace, argv, timeoutMs: 60_000, ...rest });
  const python: HostileHost['python'] = (program) => run(['python3', '-c', program]);
  return {
    box,
    workspace,
    sibling,
    outside,
    tcpPort,
    abstractName,
    run,
    bash: (command, rest) => run(['/bin/bash', '-c', command], rest),
    python,
    systemCall: (x64, arm64, args) =>
      python(`
import ctypes, errno
libc = ctypes.CDLL(None, use_errno=True)
libc.syscall(${process.arch === 'x64' ? x64 : arm64}, ${args})
print(errno.errorcode.get(ctypes.get_errno(), "allowed"))`),
    refused(result) {
      expect(result.endedBy).toBe('exit');
      expect(result.exitCode).not.toBe(0);
      expect(result.output).not.toContain(SECRET);
      const config = join(outside, 'config');
      const targets = ['/usr/bin', '/etc', '/root', '/', sibling, outside, config, join(workspace, '..')];
      expect(targets.filter((directory) => existsSync(join(directory, 'pwned')))).toEqual([]);
    },
    answersToHost: () => Promise.all(addresses.map(readFrom)),
    close() {
      for (const server of servers) server.close();
      delete process.env.GOALKEEPER_TEST_SECRET;
      rmSync(outside, { recursive: true, force: true });
      box.close();
    },
  };
}

function openDirectory(): string {
  const outside = mkdtempSync(join(tmpdir(), 'goalkeeper-outside-'));
  mkdirSync(join(outside, 'config'));
  writeFileSync(join(outside, 'config', 'settings.json'), SECRET);
  for (const directory of [outside, join(outside, 'config')]) chmodSync(directory, 0o777);
  return outside;
}

const listen = (options: { port?: number; host?: string; path?: string }): Promise<Server> =>
  new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.end(SECRET)).once('error', reject);
    server.listen(options, () => resolve(server));
  });

const readFrom = (address: NetConnectOpts): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect(address).on('error', reject);
    socket.on('data', (chunk) => resolve(chunk.toString()));
  });
