/** A real OpenSSH server on the loopback interface, which lets one key in and runs what git asks for. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { findBwrap } from '../../../embedded/binaries/system-parts.ts';
import { freePorts } from '../../../embedded/free-ports.ts';
import { findSshd } from './sshd-program.ts';

const run = promisify(execFile);

export interface SshServer {
  /** `host:port`. */
  readonly host: string;
  /** `ssh://user@host:port`. */
  readonly url: string;
  /** The private key that is let in. */
  readonly keyFile: string;
  /** One that is not. */
  readonly strangeKeyFile: string;
  /** The server's own key, as clients know it. */
  readonly knownHostsFile: string;
  /** What it has said so far. */
  log(): string;
  stop(): Promise<void>;
}

const PROBE_INTERVAL_MS = 25;

export async function startSshServer(): Promise<SshServer> {
  const folder = await mkdtemp(join(tmpdir(), 'sshd-'));
  const file = (name: string): string => join(folder, name);
  for (const name of ['host', 'key', 'strange'])
    await run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', name, '-f', file(name)]);
  await copyFile(file('key.pub'), file('authorized'));
  await writeFile(file('known'), `127.0.0.1 ${await readFile(file('host.pub'), 'utf8')}`);
  const [port = 0] = await freePorts(1);
  await writeFile(file('config'), configOf(file, port));
  const child = await startProcess(folder, ['-D', '-e', '-f', file('config')]);
  let log = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    log += chunk.toString();
  });
  while (!(await answers(port))) {
    if (child.exitCode !== null) throw new Error(`sshd has ended:\n${log}`);
    await sleep(PROBE_INTERVAL_MS);
  }
  const host = `127.0.0.1:${port}`;
  return {
    host,
    url: `ssh://${userInfo().username}@${host}`,
    keyFile: file('key'),
    strangeKeyFile: file('strange'),
    knownHostsFile: file('known'),
    log: () => log,
    async stop() {
      if (child.exitCode === null && child.signalCode === null) {
        const ended = once(child, 'exit');
        child.kill('SIGTERM');
        await ended;
      }
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Keys alone are taken, and nothing is read of the user's home. */
const configOf = (file: (name: string) => string, port: number): string =>
  [
    `ListenAddress 127.0.0.1:${port}`,
    `HostKey ${file('host')}`,
    `AuthorizedKeysFile ${file('authorized')}`,
    'PidFile none',
    'StrictModes no',
    'UsePAM no',
    'PasswordAuthentication no',
    'KbdInteractiveAuthentication no',
    'PermitRootLogin prohibit-password',
    'PermitUserRC no',
    'AcceptEnv GIT_PROTOCOL',
    '',
  ].join('\n');

/**
 * Root's server gives up its rights by a user of its own, which a machine without the package does not have:
 * it sees one in the list of users, and a folder to be locked into, and nothing else is different for it.
 */
async function startProcess(folder: string, args: readonly string[]): Promise<ChildProcess> {
  const { path, libraries } = await findSshd();
  const env = { ...process.env, ...(libraries === undefined ? {} : { LD_LIBRARY_PATH: libraries }) };
  const stdio: ['ignore', 'ignore', 'pipe'] = ['ignore', 'ignore', 'pipe'];
  if (process.getuid?.() !== 0) return spawn(path, args, { env, stdio });
  const users = await readFile('/etc/passwd', 'utf8');
  const own = /^sshd:/m.test(users) ? '' : 'sshd:x:65533:65534::/run/sshd:/usr/sbin/nologin\n';
  await writeFile(join(folder, 'users'), users + own);
  const seen = ['--dev-bind', '/', '/', '--ro-bind', join(folder, 'users'), '/etc/passwd'];
  const bwrap = [...seen, '--tmpfs', '/run', '--dir', '/run/sshd', '--die-with-parent', path, ...args];
  return spawn(await findBwrap(), bwrap, { env, stdio });
}

const answers = (port: number): Promise<boolean> =>
  new Promise((done) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => done(true)).once('error', () => done(false));
    socket.once('connect', () => socket.end());
  });
