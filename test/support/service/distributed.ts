/**
 * The distributed shape on this machine: Temporal, Postgres, server and worker as processes that a test can
 * kill.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { findBwrap, findTemporalCli } from '../../../embedded/binaries/system-parts.ts';
import { type DevServer, startDevServer } from '../../../embedded/dev-server.ts';
import { freePorts } from '../../../embedded/free-ports.ts';
import { startPostgres } from '../journal/postgres.ts';
import { type Api, createApi } from './api.ts';
import { makeDataDirectory, removeDirectory } from './service-process.ts';

const ROOT = resolve(import.meta.dirname, '../../..');

export interface Distributed {
  readonly api: Api;
  /** The REST server answers here. */
  readonly url: string;
  readonly databaseUrl: string;
  readonly workspacesDirectory: string;
  temporalAddress(): string;
  /** SIGKILL; resolves when the process is gone. */
  killWorker(): Promise<void>;
  /** SIGTERM, as often as said; resolves with the exit code when it has drained. */
  drainWorker(times?: number): Promise<number | null>;
  /** Resolves when the worker that is asked to drain takes no new work. */
  untilDrains(): Promise<void>;
  startWorker(): Promise<void>;
  /** SIGKILL of the Temporal server. */
  killTemporal(): Promise<void>;
  /** Its database. */
  readonly temporalFile: string;
  /** Puts another one in its place; Temporal must not run. */
  replaceTemporalFile(by: string): Promise<void>;
  /** It starts again on the same file and port. */
  startTemporal(): Promise<void>;
  /** The journal's database, without a clean shutdown. */
  killPostgres(): Promise<void>;
  startPostgres(): Promise<void>;
  stop(): Promise<void>;
}

export interface DistributedOptions {
  /** Further arguments of the Temporal dev server. */
  readonly temporalArgs?: readonly string[];
  /** Further environment of the worker. */
  readonly workerEnv?: Readonly<Record<string, string>>;
}

export async function startDistributed(
  modelUrl: string,
  { temporalArgs = [], workerEnv = {} }: DistributedOptions = {},
): Promise<Distributed> {
  const directory = await makeDataDirectory();
  const workspacesDirectory = join(directory, 'workspaces');
  const [port = 0] = await freePorts(1);
  const cliPath = await findTemporalCli();
  const bwrapPath = await findBwrap();
  const dbFile = join(directory, 'temporal.db');
  const startCluster = () =>
    startDevServer({ cliPath, dbFile, port, headless: true, extraArgs: temporalArgs });
  let temporal: DevServer = await startCluster();
  const postgres = await startPostgres();
  const env = {
    ...process.env,
    NODE_OPTIONS: '',
    AUTH: 'none',
    TEMPORAL_ADDRESS: temporal.address,
    DATABASE_URL: postgres.url,
    GOALKEEPER_DATA_DIR: directory,
    GOALKEEPER_WORKSPACES_DIR: workspacesDirectory,
    BWRAP_PATH: bwrapPath,
    PORT: '0',
  };
  const server = spawnProcess('server/main.ts', env);
  const url = (await server.untilLine(/listens on (\S+)/))[1] ?? '';
  const startWorker = async () => {
    const started = spawnProcess('worker/main.ts', {
      ...env,
      OPENAI_BASE_URL: modelUrl,
      OPENAI_API_KEY: 'test-key',
      WORKER_GRACE_SECONDS: '10',
      ...workerEnv,
    });
    await started.untilLine(/polls/);
    return started;
  };
  let worker = await startWorker();
  return {
    api: createApi(url),
    url,
    databaseUrl: postgres.url,
    workspacesDirectory,
    temporalAddress: () => temporal.address,
    killWorker: async () => void (await worker.end('SIGKILL')),
    drainWorker: (times) => worker.end('SIGTERM', times),
    untilDrains: async () => void (await worker.untilLine(/drains/)),
    startWorker: async () => {
      worker = await startWorker();
    },
    async killTemporal() {
      process.kill(temporal.pid, 'SIGKILL');
      await temporal.exited;
    },
    temporalFile: dbFile,
    async replaceTemporalFile(by) {
      for (const rest of ['', '-wal', '-shm']) await rm(`${dbFile}${rest}`, { force: true });
      await copyFile(by, dbFile);
    },
    async startTemporal() {
      temporal = await startCluster();
    },
    killPostgres: postgres.kill,
    startPostgres: postgres.start,
    async stop() {
      await worker.end('SIGTERM');
      await server.end('SIGTERM');
      await temporal.stop();
      await postgres.stop();
      await removeDirectory(directory);
    },
  };
}

function spawnProcess(file: string, env: NodeJS.ProcessEnv) {
  const child: ChildProcess = spawn(process.execPath, [join(ROOT, file)], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env,
  });
  const lines: string[] = [];
  const isEnded = () => child.exitCode !== null || child.signalCode !== null;
  return {
    untilLine: (pattern: RegExp) =>
      new Promise<RegExpExecArray>((done, fail) => {
        for (const stream of [child.stdout, child.stderr])
          if (stream !== null)
            createInterface({ input: stream }).on('line', (line) => {
              lines.push(line);
              const match = pattern.exec(line);
              if (match !== null) done(match);
            });
        child.once('exit', (code) => fail(new Error(`${file} ended with ${code}:\n${lines.join('\n')}`)));
      }),
    async end(signal: NodeJS.Signals, times = 1): Promise<number | null> {
      if (isEnded()) return child.exitCode;
      const exited = once(child, 'exit');
      for (let sent = 0; sent < times; sent += 1) child.kill(signal);
      const [code] = (await exited) as [number | null];
      return code;
    },
  };
}
