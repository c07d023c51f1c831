/**
 * The distributed shape with everything twice that may be twice: two servers, two workers, Postgres, Temporal
 * and a model, watched over, and open to faults.
 */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { findBwrap, findTemporalCli } from '../../embedded/binaries/system-parts.ts';
import { type DevServer, startDevServer } from '../../embedded/dev-server.ts';
import { freePorts } from '../../embedded/free-ports.ts';
import type { Respond } from '../../scripted-model/model-server.ts';
import { startModelServer } from '../../scripted-model/model-server.ts';
import type { Reply } from '../../scripted-model/reply.ts';
import { startPostgres } from '../support/journal/postgres.ts';
import { makeDataDirectory, removeDirectory } from '../support/service/service-process.ts';
import type { Fault, ModelFault, ProcessFault, Target } from './schedule.ts';
import { type Supervised, supervise } from './supervised.ts';

/** Long enough for a slow machine, short enough that a call that hangs is given up within the run. */
const MODEL_TIMEOUT_SECONDS = 20;
const POSTGRES_AWAY_MS = 4_000;
const TEMPORAL_AWAY_MS = 1_500;

export interface Shape {
  readonly urls: readonly string[];
  readonly workspacesDirectory: string;
  temporalAddress(): string;
  /** Resolves when it has struck; what lasts, ends by itself. */
  strike(fault: Fault): Promise<void>;
  /** Ends all that lasts, and waits until everything is up again. */
  heal(): Promise<void>;
  problems(): readonly string[];
  restarts(): number;
  stop(): Promise<void>;
}

export async function startShape(respond: Respond): Promise<Shape> {
  let modelFault: ModelFault | undefined;
  const model = await startModelServer({
    keepRequests: 1,
    respond: (request, index) =>
      modelFault === undefined ? respond(request, index) : faultReply(modelFault),
  });
  const directory = await makeDataDirectory();
  const workspacesDirectory = join(directory, 'workspaces');
  const [port = 0, ...serverPorts] = await freePorts(3);
  const cliPath = await findTemporalCli();
  const startCluster = () =>
    startDevServer({ cliPath, dbFile: join(directory, 'temporal.db'), port, headless: true });
  let temporal: DevServer = await startCluster();
  const postgres = await startPostgres();
  const env = {
    ...process.env,
    NODE_OPTIONS: '',
    TEMPORAL_ADDRESS: temporal.address,
    DATABASE_URL: postgres.url,
    GOALKEEPER_DATA_DIR: directory,
    GOALKEEPER_WORKSPACES_DIR: workspacesDirectory,
    BWRAP_PATH: await findBwrap(),
    BUDGET_DEFAULT: 'none',
    AUTH: 'none',
  };
  const workerEnv = {
    ...env,
    OPENAI_BASE_URL: model.baseUrl,
    OPENAI_API_KEY: 'test-key',
    MODEL_TIMEOUT_SECONDS: String(MODEL_TIMEOUT_SECONDS),
    WORKER_GRACE_SECONDS: '10',
  };
  const processes = new Map<Target, Supervised>();
  for (const [index, serverPort] of serverPorts.entries()) {
    const name = `server-${index + 1}` as Target;
    const serverEnv = { ...env, PORT: String(serverPort) };
    processes.set(name, await supervise(name, 'server/main.ts', serverEnv, /listens on/));
  }
  for (const name of ['worker-1', 'worker-2'] as const)
    processes.set(name, await supervise(name, 'worker/main.ts', workerEnv, /polls/));

  /** What is being brought back; a second fault of the same part waits for it. */
  let temporalBack: Promise<void> = Promise.resolve();
  let postgresBack: Promise<void> = Promise.resolve();
  const lasting = new Set<() => void>();

  const last = (durationMs: number, end: () => void): void => {
    const once = (): void => {
      clearTimeout(timer);
      if (lasting.delete(once)) end();
    };
    const timer = setTimeout(once, durationMs);
    lasting.add(once);
  };

  async function strikeTemporal(fault: ProcessFault): Promise<void> {
    await temporalBack;
    const { pid, exited } = temporal;
    if (fault.kind === 'stop') {
      process.kill(pid, 'SIGSTOP');
      return last(fault.durationMs, () => signalIfThere(pid, 'SIGCONT'));
    }
    signalIfThere(pid, 'SIGCONT');
    signalIfThere(pid, fault.kind === 'kill' ? 'SIGKILL' : 'SIGTERM');
    temporalBack = exited
      .then(() => sleep(TEMPORAL_AWAY_MS))
      .then(startCluster)
      .then((started) => {
        temporal = started;
      });
  }

  async function strike(fault: Fault): Promise<void> {
    if (fault.kind === 'model') {
      modelFault = fault.fault;
      return last(fault.durationMs, () => {
        modelFault = undefined;
      });
    }
    if (fault.kind === 'cutConnections') return postgresBack.then(() => cutConnections(postgres.url));
    if (fault.target === 'temporal') return strikeTemporal(fault);
    if (fault.target === 'postgres') {
      await postgresBack;
      await postgres.kill();
      postgresBack = sleep(POSTGRES_AWAY_MS).then(postgres.start);
      return;
    }
    const struck = processes.get(fault.target);
    if (fault.kind !== 'stop') return struck?.signal(fault.kind === 'kill' ? 'SIGKILL' : 'SIGTERM');
    struck?.signal('SIGSTOP');
    last(fault.durationMs, () => struck?.signal('SIGCONT'));
  }

  const supervised = () => [...processes.values()];
  return {
    urls: serverPorts.map((serverPort) => `http://127.0.0.1:${serverPort}`),
    workspacesDirectory,
    temporalAddress: () => temporal.address,
    strike,
    async heal() {
      for (const end of [...lasting]) end();
      await temporalBack;
      await postgresBack;
    },
    problems: () => supervised().flatMap((each) => each.problems()),
    restarts: () => supervised().reduce((sum, each) => sum + each.restarts(), 0),
    async stop() {
      for (const each of supervised().toReversed()) await each.stop();
      await model.stop();
      await temporal.stop();
      await postgres.stop();
      await removeDirectory(directory);
    },
  };
}

function faultReply(fault: ModelFault): Reply {
  if (fault === 'status500') return { fault: 'status', status: 500 };
  if (fault === 'status429') return { fault: 'status', status: 429, headers: { 'retry-after': '1' } };
  return { fault };
}

function signalIfThere(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended meanwhile.
  }
}

async function cutConnections(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  await client.query(
    'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND client_port IS NOT NULL',
  );
  await client.end();
}
