/** A throw-away Postgres cluster on 127.0.0.1, which never outlives the process that started it. */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { findPostgresBin } from './postgres-binaries.ts';

export interface PostgresCluster {
  /** Connection string of a superuser on the database `postgres`. */
  readonly url: string;
  /** Ends the server without a clean shutdown. */
  kill(): Promise<void>;
  /** It starts again on the same port and files. */
  start(): Promise<void>;
  /** Both, one after the other. */
  restart(): Promise<void>;
  /** Ends the server and removes its files. */
  stop(): Promise<void>;
}

export interface PostgresOptions {
  /** It is off by default: a test's data need not survive a power cut. */
  readonly isDurable?: boolean;
}

/** Postgres refuses to run as root. `nobody` exists everywhere. */
const owner = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : undefined;

export async function startPostgres(options: PostgresOptions = {}): Promise<PostgresCluster> {
  const bin = await findPostgresBin();
  // A root's own TMPDIR may be closed to others.
  const root = await mkdtemp(join(owner ? '/tmp' : tmpdir(), 'goalkeeper-postgres-'));
  if (owner) chownSync(root, owner.uid, owner.gid);
  try {
    return await startCluster(bin, root, options);
  } catch (error) {
    await rm(root, { recursive: true, force: true });
    throw error;
  }
}

async function startCluster(bin: string, root: string, options: PostgresOptions): Promise<PostgresCluster> {
  const cluster = join(root, 'cluster');
  await initialise(bin, cluster);
  const port = await findFreePort();
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  const launch = async (): Promise<PostgresServer> => {
    const server = launchServer(join(bin, 'postgres'), root, cluster, port, options.isDurable ?? false);
    await waitUntilReady(url, server, root);
    return server;
  };
  let server = await launch();
  const kill = () => server.end();
  const start = async () => {
    server = await launch();
  };
  return {
    url,
    kill,
    start,
    async restart() {
      await kill();
      await start();
    },
    async stop() {
      await kill();
      await rm(root, { recursive: true, force: true });
    },
  };
}

async function initialise(bin: string, cluster: string): Promise<void> {
  // Small log segments, because a new cluster writes a whole one.
  const settings = [
    '--username=postgres',
    '--auth=trust',
    '--encoding=UTF8',
    '--locale=C',
    '--wal-segsize=1',
  ];
  const argv = [...settings, '--no-sync', '-D', cluster];
  await promisify(execFile)(join(bin, 'initdb'), argv, { ...owner, cwd: dirname(cluster) });
}

interface PostgresServer {
  hasEnded(): boolean;
  end(): Promise<void>;
}

/**
 * The shell between us and the server waits on a pipe that closes when this process dies, however it dies;
 * then it ends the server and removes the files. A line on the pipe ends the server only.
 */
const WATCH = `
  root=$1; shift
  "$@" </dev/null >"$root/log" 2>&1 &
  server=$!
  read -r order; isOrphaned=$?
  kill -QUIT "$server" 2>/dev/null; wait "$server"
  if [ "$isOrphaned" -ne 0 ]; then rm -rf "$root"; fi`;

function launchServer(
  program: string,
  root: string,
  cluster: string,
  port: number,
  isDurable: boolean,
): PostgresServer {
  const settings = ['listen_addresses=127.0.0.1', `port=${port}`, 'unix_socket_directories='];
  if (!isDurable) settings.push('fsync=off', 'full_page_writes=off');
  const argv = [program, '-D', cluster, ...settings.flatMap((setting) => ['-c', setting])];
  const watcher = spawn('/bin/sh', ['-c', WATCH, 'sh', root, ...argv], {
    ...owner,
    cwd: root,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  return {
    hasEnded: () => watcher.exitCode !== null || watcher.signalCode !== null,
    async end() {
      if (watcher.exitCode !== null || watcher.signalCode !== null) return;
      const exit = once(watcher, 'exit');
      watcher.stdin.write('stop\n');
      await exit;
    },
  };
}

const READY_TIMEOUT_MS = 30_000;
const PROBE_INTERVAL_MS = 25;

async function waitUntilReady(url: string, server: PostgresServer, root: string): Promise<void> {
  const giveUpAt = Date.now() + READY_TIMEOUT_MS;
  while (!server.hasEnded() && Date.now() < giveUpAt) {
    if (await acceptsConnections(url)) return;
    await new Promise((resolve) => setTimeout(resolve, PROBE_INTERVAL_MS));
  }
  await server.end();
  throw new Error(
    `Postgres did not start:\n${await readFile(join(root, 'log'), 'utf8').catch(() => 'no log')}`,
  );
}

async function acceptsConnections(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url });
  client.on('error', () => {});
  return await client.connect().then(
    () => client.end().then(() => true),
    () => false,
  );
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
