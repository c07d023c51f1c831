/** The REST server with its connections: what `main.ts` and the embedded start run. */
import { Client } from '@temporalio/client';
import { OpenTelemetryWorkflowClientInterceptor } from '@temporalio/interceptors-opentelemetry/lib/client/index.js';
import type { FastifyInstance } from 'fastify';
import type { BudgetRule } from '../contracts/ceiling/budget-rule.ts';
import type { QuotaRule } from '../contracts/ceiling/quota-rule.ts';
import type { Journal } from '../journal/journal.ts';
import { defined } from '../objects/defined.ts';
import type { TemporalSettings } from '../settings/temporal-settings.ts';
import type { UploadLimits } from '../settings/upload-settings.ts';
import type { WebhookSettings } from '../settings/webhook-settings.ts';
import type { Carrier } from '../streaming/carrier.ts';
import { createLiveWatch } from '../streaming/watch.ts';
import { errorSummary } from '../telemetry/error-summary.ts';
import { createMetrics, type Metrics } from '../telemetry/metrics/metrics.ts';
import type { AuthSettings } from './access/auth-settings.ts';
import { authenticationOf } from './access/authentication.ts';
import type { RateSettings } from './access/rate/rate-settings.ts';
import { buildApp } from './app.ts';
import type { ServerDependencies } from './dependencies.ts';
import { type Access, LOOPBACK_ONLY } from './http/origin/access.ts';
import { countGoalsInto, measureWebhookLagInto } from './metrics-routes.ts';
import { startScheduleDispatch } from './schedules/schedule-dispatch.ts';
import { connectToCluster } from './temporal/connect.ts';
import { createDeliveryClient } from './temporal/deliveries.ts';
import { createGoalCounts } from './temporal/goal-counts.ts';
import { ensureRetentionSchedule } from './temporal/keeping-client.ts';
import { createScheduleClient } from './temporal/schedule-client.ts';
import { ensureSearchAttributes } from './temporal/search-attributes.ts';
import { createThreadClient } from './temporal/thread-client.ts';

import { startEventDispatch } from './webhooks/event-dispatch.ts';

export interface ServerOptions {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Default: the address that it listens on, the loopback names, and no pages. */
  readonly access?: Access;
  /** How callers are known. */
  readonly auth: AuthSettings;
  /** How often a key and a tenant may ask; whoever needs no key asks as often as they like. */
  readonly rates: RateSettings;
  readonly temporal: TemporalSettings & { readonly address: string };
  readonly journal: Journal;
  /** It brings live text from the workers. */
  readonly carrier: Carrier;
  readonly workspaceSources: Readonly<Record<string, string>>;
  /** Folders that must have space left; default: that of the workspaces. */
  readonly disks?: readonly string[];
  /** Absent: no files are read here. */
  readonly workspacesDirectory?: string;
  readonly budgets: BudgetRule;
  readonly quotas: QuotaRule;
  /** Default: the usual ones. */
  readonly uploads?: UploadLimits;
  /** Default: events are sent to the public internet alone. */
  readonly webhooks?: WebhookSettings;
  readonly logLevel?: string;
  /** Default: figures that nobody else adds to. */
  readonly metrics?: Metrics;
  /** What is sent to Temporal takes the request's trace along. */
  readonly isTraced?: boolean;
  /** Default: a year. */
  readonly auditLogDays?: number;
}

export interface RunningServer {
  readonly url: string;
  stop(): Promise<void>;
}

export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { namespace } = options.temporal;
  const connection = await connectToCluster(options.temporal, console.warn);
  await ensureSearchAttributes(connection, namespace).catch(async (error: unknown) => {
    await connection.close();
    throw error;
  });
  const client = new Client({
    connection,
    namespace,
    ...(options.isTraced
      ? { interceptors: { workflow: [new OpenTelemetryWorkflowClientInterceptor()] } }
      : {}),
  });
  // A cluster without schedules keeps what nobody purges; it is said, and nothing else depends on it.
  await ensureRetentionSchedule(client).catch((error: unknown) =>
    console.warn(`The schedule of the retention cannot be made: ${errorSummary(error).type}`),
  );
  const live = createLiveWatch(options.carrier);
  const metrics = options.metrics ?? createMetrics();
  countGoalsInto(metrics, createGoalCounts(client));
  measureWebhookLagInto(metrics, options.journal);
  const dependencies: ServerDependencies = {
    journal: options.journal,
    live,
    threads: createThreadClient(client, {
      hasRecord: async (threadId) => (await options.journal.readEndOfRecord(threadId)) !== undefined,
    }),
    schedules: createScheduleClient(client),
    workspaceSources: options.workspaceSources,
    disks: options.disks ?? [options.workspacesDirectory ?? []].flat(),
    ...defined({
      workspacesDirectory: options.workspacesDirectory,
      uploads: options.uploads,
      webhooks: options.webhooks,
    }),
    budgets: options.budgets,
    quotas: options.quotas,
  };
  const app = await buildApp(dependencies, {
    rates: options.rates,
    authenticate: authenticationOf(options.auth, options.journal),
    access: options.access ?? { ...LOOPBACK_ONLY, listensOn: options.host },
    metrics,
    ...defined({ logLevel: options.logLevel, auditLogDays: options.auditLogDays }),
  });
  const url = await listen(app, options.host, options.port);
  const dispatch = startEventDispatch({
    journal: options.journal,
    deliveries: createDeliveryClient(client),
  });
  const scheduleDispatch = startScheduleDispatch(dependencies);
  return {
    url,
    async stop() {
      await app.close();
      await Promise.all([dispatch.stop(), scheduleDispatch.stop()]);
      live.close();
      await connection.close();
    },
  };
}

const LISTEN_SENTENCES: Readonly<Record<string, (host: string, port: number) => string>> = {
  EADDRINUSE: (host, port) =>
    `Port ${port} on ${host} is taken. Set PORT to another one; 0 takes any free one.`,
  EADDRNOTAVAIL: (host) => `${host} is no address of this machine. Set HOST to one; 0.0.0.0 takes all.`,
  ENOTFOUND: (host) => `HOST is ${host}, which no name server knows. Set it to an address of this machine.`,
  EACCES: (_, port) => `Port ${port} is for the system's own users. Set PORT to one from 1024 up.`,
};

/** Resolves with the URL; the usual mistakes are told with their remedy. */
async function listen(app: FastifyInstance, host: string, port: number): Promise<string> {
  try {
    return await app.listen({ host, port });
  } catch (error) {
    await app.close();
    const sentence = LISTEN_SENTENCES[String((error as { code?: unknown }).code)]?.(host, port);
    throw sentence === undefined ? error : new Error(sentence);
  }
}
