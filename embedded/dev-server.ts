/** Temporal's dev server as a part of this process: private, tuned, and gone when this process is. */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, stat, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { isServing } from '../server/temporal/is-serving.ts';
import { SEARCH_ATTRIBUTES } from '../workflows/thread/search-attributes.ts';
import { messageOf, thrownText } from './binaries/thrown.ts';
import { waitForOwner } from './database-owner.ts';
import { createAttributesArguments, retentionArguments, startDevArguments } from './dev-server-arguments.ts';
import { DevServerError, logTail } from './dev-server-error.ts';
import { freePorts, isPortFree } from './free-ports.ts';
import { type GuardedProcess, type ProcessExit, startGuardedProcess } from './guarded-process.ts';

const run = promisify(execFile);
const graceSeconds = 8;
const ownerTimeoutMs = (graceSeconds + 4) * 1000;
const startTimeoutMs = 60_000;
const maxLogBytes = 10 * 1024 * 1024;
const retention = '720h';

export interface DevServerOptions {
  /** The Temporal CLI. */
  readonly cliPath: string;
  /** Where the state is kept, with `-wal`, `-shm`, `.pid` and `.log` beside it. Without it, in memory. */
  readonly dbFile?: string | undefined;
  /** Default: a free port. */
  readonly port?: number | undefined;
  /** Default: a free port. */
  readonly uiPort?: number | undefined;
  /** The server starts without the web UI. */
  readonly headless?: boolean;
  /** Created when it does not exist. Default: `default`. */
  readonly namespace?: string;
  /** Further arguments of `temporal server start-dev`. */
  readonly extraArgs?: readonly string[];
  /** Where the server's output goes. Default: beside `dbFile`. */
  readonly logFile?: string;
}

export interface DevServer {
  /** `host:port` of the gRPC frontend, on the loopback interface. */
  readonly address: string;
  /** Absent when headless. */
  readonly uiUrl?: string;
  /** The server's process. */
  readonly pid: number;
  readonly logFile: string;
  /** Settles when the process has ended, for whatever reason. */
  readonly exited: Promise<ProcessExit>;
  /** Orderly end; after 8 s a hard one. May be called twice. */
  readonly stop: () => Promise<void>;
}

/**
 * Starts the server, waits until it serves, and prepares its namespace (search attributes, retention).
 * @throws DevServerError
 */
export async function startDevServer(options: DevServerOptions): Promise<DevServer> {
  const dbFile = options.dbFile === undefined ? undefined : resolve(options.dbFile);
  const scratch = dbFile === undefined ? await mkdtemp(join(tmpdir(), 'goalkeeper-temporal-')) : undefined;
  const base = dbFile ?? join(scratch ?? '', 'temporal');
  const logFile = options.logFile ?? `${base}.log`;
  const removeScratch = async (): Promise<void> => {
    if (scratch !== undefined) await rm(scratch, { recursive: true, force: true });
  };
  try {
    await mkdir(dirname(base), { recursive: true });
    await emptyWhenLarge(logFile);
    await refuseTakenPorts(options);
    if (dbFile !== undefined) await refuseSecondServer(`${base}.pid`, dbFile);
    const server = await startOnFreePorts(options, { dbFile, logFile, pidFile: `${base}.pid` });
    const exited = server.process.exited.then(async (exit) => {
      await removeScratch();
      return exit;
    });
    return {
      address: server.address,
      ...(server.uiPort === undefined ? {} : { uiUrl: `http://127.0.0.1:${server.uiPort}` }),
      pid: server.process.pid,
      logFile,
      exited,
      stop: async () => {
        await server.process.stop();
        await exited;
      },
    };
  } catch (error) {
    await removeScratch();
    throw error;
  }
}

interface Files {
  readonly dbFile: string | undefined;
  readonly logFile: string;
  readonly pidFile: string;
}

interface Started {
  readonly process: GuardedProcess;
  readonly address: string;
  readonly uiPort: number | undefined;
}

/** A port that was free a moment ago may be taken by now; then others are chosen. */
async function startOnFreePorts(options: DevServerOptions, files: Files): Promise<Started> {
  const portsAreGiven = options.port !== undefined && (options.headless || options.uiPort !== undefined);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await start(options, files);
    } catch (error) {
      const mayRetry = !portsAreGiven && attempt < 3;
      if (!(mayRetry && error instanceof DevServerError && error.reason === 'portTaken')) throw error;
    }
  }
}

async function start(options: DevServerOptions, files: Files): Promise<Started> {
  const [freePort = 0, freeUiPort = 0] = await freePorts(2);
  const port = options.port ?? freePort;
  const uiPort = options.headless ? undefined : (options.uiPort ?? freeUiPort);
  const { cliPath, namespace = 'default', extraArgs = [] } = options;
  const address = `127.0.0.1:${port}`;
  const env = cleanEnvironment();
  const server = await startGuardedProcess({
    command: cliPath,
    args: startDevArguments({ port, uiPort, dbFile: files.dbFile, namespace, extraArgs }),
    env,
    logFile: files.logFile,
    pidFile: files.pidFile,
    graceSeconds,
  });
  try {
    await waitUntilServing(server, address, files.logFile);
    await prepareNamespace(cliPath, address, namespace, env);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return { process: server, address, uiPort };
}

async function waitUntilServing(server: GuardedProcess, address: string, logFile: string): Promise<void> {
  const deadline = Date.now() + startTimeoutMs;
  const ended = server.exited.then((exit) => exit);
  while (!(await isServing(address))) {
    const exit = await Promise.race([ended, delay(20)]);
    if (exit) {
      const tail = logTail(logFile);
      const reason = tail.includes('address already in use') ? 'portTaken' : 'exited';
      throw new DevServerError(
        reason,
        `The Temporal dev server ended with code ${exit.code} while it started:${tail}`,
      );
    }
    if (Date.now() > deadline) {
      const seconds = startTimeoutMs / 1000;
      throw new DevServerError(
        'timeout',
        `The Temporal dev server did not serve within ${seconds} s:${logTail(logFile)}`,
      );
    }
  }
}

async function prepareNamespace(
  cli: string,
  address: string,
  namespace: string,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  try {
    await Promise.all([
      run(cli, createAttributesArguments(address, namespace, SEARCH_ATTRIBUTES), { env }),
      run(cli, retentionArguments(address, namespace, retention), { env }),
    ]);
  } catch (error) {
    const detail = thrownText(error, 'stderr')?.trim() || messageOf(error);
    throw new DevServerError('namespace', `The namespace ${namespace} could not be prepared: ${detail}`);
  }
}

async function refuseTakenPorts(options: DevServerOptions): Promise<void> {
  const wanted = [
    ['port', options.port],
    ['uiPort', options.headless ? undefined : options.uiPort],
  ] as const;
  for (const [name, port] of wanted) {
    if (port === undefined || (await isPortFree(port))) continue;
    throw new DevServerError(
      'portTaken',
      `Port ${port} (${name} of the Temporal dev server) is taken on 127.0.0.1. ` +
        'Choose another one, or none to get a free one.',
    );
  }
}

async function refuseSecondServer(pidFile: string, dbFile: string): Promise<void> {
  const pid = await waitForOwner(pidFile, dbFile, ownerTimeoutMs);
  if (pid === undefined) return;
  throw new DevServerError(
    'fileInUse',
    `${dbFile} is in use by another Temporal dev server (process ${pid}): stop it, or use another directory.`,
  );
}

async function emptyWhenLarge(file: string): Promise<void> {
  const size = await stat(file).then(
    (stats) => stats.size,
    () => 0,
  );
  if (size > maxLogBytes) await truncate(file);
}

/**
 * The CLI reads addresses, keys and TLS settings from `TEMPORAL_*`; they mean another server than this one.
 */
function cleanEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('TEMPORAL_')));
}
