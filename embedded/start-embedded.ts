/** Everything in one process: Temporal dev server (a child), journal, REST server and worker. */
import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { openJournal } from '../journal/open-journal.ts';
import { lockDirectory } from '../journal/sql/directory-lock.ts';
import { defined } from '../objects/defined.ts';
import { openSharedJournal } from '../process/open-shared-journal.ts';
import { createStopStack, type StopStack } from '../process/stop-stack.ts';
import type { HttpSettings } from '../server/settings.ts';
import { startServer } from '../server/start-server.ts';
import { cacheDirectory } from '../settings/cache-directory.ts';
import type { CloneSettings } from '../settings/clone-settings.ts';
import type { ModelSettings } from '../settings/model-settings.ts';
import type { MetricsSettings } from '../settings/observed/metrics-settings.ts';
import type { TracingSettings } from '../settings/observed/tracing-settings.ts';
import type { RetentionSettings } from '../settings/retention-settings.ts';
import type { SandboxModeSettings } from '../settings/sandbox-settings.ts';
import { journalDirectory, type StorageSettings } from '../settings/storage-settings.ts';
import type { TemporalSettings } from '../settings/temporal-settings.ts';
import type { WorkerSettings } from '../settings/worker-settings.ts';
import type { Carrier } from '../streaming/carrier.ts';
import { openCarrier } from '../streaming/open-carrier.ts';
import { createMetrics } from '../telemetry/metrics/metrics.ts';
import { startMetricsServer } from '../telemetry/metrics/metrics-server.ts';
import { openTracing } from '../telemetry/tracing/tracing.ts';
import { openDependencies } from '../worker/open-dependencies.ts';
import { startWorker } from '../worker/start-worker.ts';
import { bundleWorkflows } from '../worker/workflow-bundle.ts';
import { workspacesDirectory } from '../worker/workspaces-directory.ts';
import { ensureAdminKey } from './admin-key.ts';
import { findBwrap, findTemporalCli } from './binaries/system-parts.ts';
import { makeDataDirectory } from './data-directory.ts';
import { startDevServer } from './dev-server.ts';

export interface EmbeddedOptions {
  readonly http: HttpSettings;
  readonly temporal: TemporalSettings;
  readonly storage: StorageSettings;
  readonly model: ModelSettings;
  readonly sandbox: SandboxModeSettings;
  readonly worker: WorkerSettings;
  /** Absent: no repositories are cloned. */
  readonly clones?: CloneSettings;
  /** Absent: everything is kept for ever. */
  readonly retention?: RetentionSettings;
  readonly temporalPort?: number;
  readonly temporalUiPort?: number;
  /** Absent: figures are told by REST alone. */
  readonly metrics?: MetricsSettings;
  /** Absent: no traces. */
  readonly tracing?: TracingSettings;
}

export interface Embedded {
  readonly url: string;
  readonly temporalAddress: string;
  /** Holds a key with every scope; absent: no key is asked for, or others were made elsewhere. */
  readonly keyFile?: string;
  /** Absent when the cluster is not ours. */
  readonly temporalUiUrl?: string;
  /** Rejects when a part dies by itself. */
  readonly failed: Promise<never>;
  /** Stops in the reverse order of the start, and waits until everything is down. */
  stop(): Promise<void>;
}

/** Resolves when a goal can be set. Whatever was started before an error is stopped again. */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const stack = createStopStack();
  try {
    return await startParts(options, stack);
  } catch (error) {
    await stack.stop().catch(() => {});
    throw error;
  }
}

async function startParts(options: EmbeddedOptions, stack: StopStack): Promise<Embedded> {
  const { storage } = options;
  makeDataDirectory(storage);
  // Keeps a second process out of the directory before anything in it is touched.
  const lock = await lockDirectory(realpathSync(storage.directory));
  stack.push(() => lock.release());
  const tracing = options.tracing && openTracing(options.tracing);
  if (tracing !== undefined) stack.push(() => tracing.stop());
  const carrier = openCarrier(storage.databaseUrl);
  stack.push(() => carrier.close());
  const [{ journal, dependencies }, cluster, workflowBundle] = await allStarted([
    openJournalAndDependencies(options, carrier, stack),
    openCluster(options, stack),
    bundleWorkflows(cacheDirectory()),
  ]);
  const keyFile = await ensureAdminKey(storage.directory, options.http.auth, journal);
  const metrics = createMetrics();
  if (options.metrics !== undefined) {
    const metricsServer = await startMetricsServer(metrics, options.metrics);
    stack.push(() => metricsServer.stop());
  }
  const server = await startServer({
    ...options.http,
    metrics,
    isTraced: tracing !== undefined,
    temporal: cluster.temporal,
    journal,
    carrier,
    workspaceSources: storage.workspaceSources,
    workspacesDirectory: workspacesDirectory(storage),
    disks: [storage.directory, workspacesDirectory(storage)],
  });
  stack.push(() => server.stop());
  const { temporal } = cluster;
  const worker = await startWorker({
    temporal,
    dependencies,
    workflowBundle,
    limits: options.worker,
    ...defined({ retention: options.retention }),
    metrics,
    isTraced: tracing !== undefined,
  });
  stack.push(() => worker.stop());
  const died = async (part: string, end: Promise<unknown>): Promise<never> => {
    await end;
    throw new Error(`${part} has stopped`);
  };
  const failed = Promise.race([died('the worker', worker.done), died('the Temporal server', cluster.exited)]);
  failed.catch(() => {});
  return {
    url: server.url,
    temporalAddress: cluster.temporal.address,
    ...defined({ temporalUiUrl: cluster.uiUrl, keyFile }),
    failed,
    stop: () => stack.stop(),
  };
}

async function openJournalAndDependencies(options: EmbeddedOptions, carrier: Carrier, stack: StopStack) {
  const { storage, model, sandbox, clones } = options;
  const journal = await (storage.databaseUrl === undefined
    ? openJournal({ directory: journalDirectory(storage.directory), cacheDirectory: cacheDirectory() })
    : openSharedJournal(storage.databaseUrl, console.warn));
  stack.push(() => journal.close());
  const dependencies = await openDependencies({
    journal,
    carrier,
    storage,
    model,
    sandbox: sandbox.mode === 'off' ? sandbox : { ...sandbox, bwrapPath: await findBwrap() },
    cacheDirectory: cacheDirectory(),
    ...defined({ clones }),
    budgets: options.http.budgets,
    webhooks: options.http.webhooks,
    quotas: options.http.quotas,
    warn: console.warn,
    atOnce: options.worker.atOnce,
  });
  return { journal, dependencies };
}

/**
 * It is `Promise.all`, but when one fails it waits for the others, so that what they started can be stopped.
 */
async function allStarted<T extends readonly Promise<unknown>[]>(
  parts: readonly [...T],
): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  await Promise.allSettled(parts);
  return Promise.all(parts);
}

interface Cluster {
  readonly temporal: TemporalSettings & { readonly address: string };
  readonly uiUrl?: string;
  readonly exited: Promise<unknown>;
}

/** The configured cluster, or a dev server of our own on a file in the data directory. */
async function openCluster(options: EmbeddedOptions, stack: StopStack): Promise<Cluster> {
  const { temporal, storage } = options;
  const { address } = temporal;
  if (address !== undefined) return { temporal: { ...temporal, address }, exited: new Promise(() => {}) };
  const devServer = await startDevServer({
    cliPath: await findTemporalCli(),
    dbFile: join(storage.directory, 'temporal.db'),
    logFile: join(storage.directory, 'temporal.log'),
    namespace: temporal.namespace,
    ...defined({ port: options.temporalPort, uiPort: options.temporalUiPort }),
  });
  stack.push(() => devServer.stop());
  return {
    temporal: { ...temporal, address: devServer.address },
    ...defined({ uiUrl: devServer.uiUrl }),
    exited: devServer.exited,
  };
}
