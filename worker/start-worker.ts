/** The Temporal Worker with its parts: what `main.ts` and the embedded start run. */
import {
  OpenTelemetryActivityInboundInterceptor,
  OpenTelemetryActivityOutboundInterceptor,
} from '@temporalio/interceptors-opentelemetry/lib/worker/index.js';
import { type ActivityInterceptorsFactory, Worker, type WorkflowBundleOption } from '@temporalio/worker';
import type { ActivityDependencies } from '../activities/dependencies.ts';
import { createActivities, createKeepingActivities } from '../activities/index.ts';
import { KEEP_EVERYTHING, type RetentionSettings } from '../settings/retention-settings.ts';
import type { TemporalSettings } from '../settings/temporal-settings.ts';
import { type WorkerSettings, workerSettings } from '../settings/worker-settings.ts';
import type { Metrics } from '../telemetry/metrics/metrics.ts';
import { TASK_QUEUE } from '../workflows/messages.ts';
import { buildId } from './build-id.ts';
import { connectWorker } from './connect.ts';
import { measureActivities } from './measured/activity-interceptor.ts';
import { gatherSdkMetrics } from './measured/sdk-metrics.ts';
import { installRuntime } from './runtime.ts';
import { createWorkflowHistories } from './workflow-histories.ts';

/** Records and the like: short, and never held back by what is long. */
const SPARE_ACTIVITIES = 10;
/**
 * What runs is told to end when the grace time is over, and then has this long to write down what became of
 * it.
 */
const LAST_WORDS_MS = 30_000;

export interface WorkerOptions {
  readonly temporal: TemporalSettings & { readonly address: string };
  readonly dependencies: ActivityDependencies;
  readonly workflowBundle: WorkflowBundleOption;
  /** Default: everything is kept for ever. */
  readonly retention?: RetentionSettings;
  /** Default: those of the embedded start. */
  readonly limits?: WorkerSettings;
  /** Default: nothing is measured. */
  readonly metrics?: Metrics;
  /** Activities are put into the trace of the request that they follow from. */
  readonly isTraced?: boolean;
}

export interface RunningWorker {
  /** Rejects when the worker dies by itself. */
  readonly done: Promise<void>;
  /** Drains: no new work is taken, running Activities get their grace time. May be called again. */
  stop(): Promise<void>;
}

const traceActivities: ActivityInterceptorsFactory = (context) => ({
  inbound: new OpenTelemetryActivityInboundInterceptor(context),
  outbound: new OpenTelemetryActivityOutboundInterceptor(context),
});

export async function startWorker(options: WorkerOptions): Promise<RunningWorker> {
  const { temporal, dependencies, workflowBundle } = options;
  const { graceMs, atOnce, logLevel } = options.limits ?? workerSettings({}, { isEmbedded: true });
  const { metrics } = options;
  const buffer = installRuntime(logLevel, metrics !== undefined);
  const stopGathering = buffer && metrics ? gatherSdkMetrics(buffer, metrics) : () => {};
  const connection = await connectWorker(temporal, console.warn);
  const worker = await Worker.create({
    connection,
    namespace: temporal.namespace,
    taskQueue: TASK_QUEUE,
    buildId: await buildId(workflowBundle),
    workflowBundle,
    activities: {
      ...createActivities(dependencies),
      ...createKeepingActivities(
        dependencies,
        createWorkflowHistories(connection, temporal.namespace),
        options.retention ?? KEEP_EVERYTHING,
      ),
    },
    interceptors: {
      activity: [
        ...(options.isTraced ? [traceActivities] : []),
        ...(metrics === undefined ? [] : [measureActivities(metrics)]),
      ],
    },
    maxCachedWorkflows: 500,
    maxConcurrentWorkflowTaskExecutions: atOnce.workflowTasks,
    maxConcurrentActivityTaskExecutions:
      atOnce.modelCalls + atOnce.commands + atOnce.checks + SPARE_ACTIVITIES,
    // A worker that was killed holds its cached workflows back for this long.
    stickyQueueScheduleToStartTimeout: '2 seconds',
    // Heartbeats carry cancellations: each one is sent.
    maxHeartbeatThrottleInterval: '1 second',
    defaultHeartbeatThrottleInterval: '1 second',
    shutdownGraceTime: graceMs,
    shutdownForceTime: graceMs + LAST_WORDS_MS,
  }).catch(async (error: unknown) => {
    await connection.close();
    throw error;
  });
  const done = worker.run();
  // Observed by whoever awaits `done`; without this an early death would be an unhandled rejection first.
  done.catch(() => {});
  let stopping: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    if (worker.getState() === 'RUNNING') worker.shutdown();
    await done.catch(() => {});
    stopGathering();
    await connection.close();
  };
  return { done, stop: () => (stopping ??= stop()) };
}
