/** The Temporal Worker with its parts: what `main.ts` and the embedded start run. */
import {
  OpenTelemetryActivityInboundInterceptor,
  OpenTelemetryActivityOutboundInterceptor,
} from '@temporalio/interceptors-opentelemetry/lib/worker/index.js';
import {
  type ActivityInterceptorsFactory,
  type WorkerOptions as SdkOptions,
  Worker,
  type WorkflowBundleOption,
} from '@temporalio/worker';
import type { ActivityDependencies } from '../activities/dependencies.ts';
import { createActivities, createDeliveryActivities, createKeepingActivities } from '../activities/index.ts';
import { KEEP_EVERYTHING, type RetentionSettings } from '../settings/retention-settings.ts';
import type { TemporalSettings } from '../settings/temporal-settings.ts';
import { type WorkerSettings, workerSettings } from '../settings/worker-settings.ts';
import type { Metrics } from '../telemetry/metrics/metrics.ts';
import { DELIVERY_TASK_QUEUE } from '../workflows/delivery/delivery.ts';
import { TASK_QUEUE } from '../workflows/messages.ts';
import { buildId } from './build-id.ts';
import { connectWorker } from './connect.ts';
import { measureWorkspaces } from './measure-workspaces.ts';
import { measureActivities } from './measured/activity-interceptor.ts';
import { gatherSdkMetrics } from './measured/sdk-metrics.ts';
import { installRuntime } from './runtime.ts';
import { createWorkflowHistories } from './workflow-histories.ts';

/** Records and the like: short, and never held back by what is long. */
const SPARE_ACTIVITIES = 10;
/** They wait for receivers most of the time, and cost next to nothing. */
const DELIVERIES_AT_ONCE = 50;
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
  const common = {
    connection,
    namespace: temporal.namespace,
    buildId: await buildId(workflowBundle),
    interceptors: {
      activity: [
        ...(options.isTraced ? [traceActivities] : []),
        ...(metrics === undefined ? [] : [measureActivities(metrics)]),
      ],
    },
    shutdownGraceTime: graceMs,
    shutdownForceTime: graceMs + LAST_WORDS_MS,
  };
  const workers = await createBoth(
    {
      ...common,
      taskQueue: TASK_QUEUE,
      workflowBundle,
      activities: {
        ...createActivities(dependencies),
        ...createKeepingActivities(
          dependencies,
          createWorkflowHistories(connection, temporal.namespace),
          options.retention ?? KEEP_EVERYTHING,
        ),
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
    },
    {
      ...common,
      taskQueue: DELIVERY_TASK_QUEUE,
      activities: createDeliveryActivities(dependencies),
      maxConcurrentActivityTaskExecutions: DELIVERIES_AT_ONCE,
    },
  ).catch(async (error: unknown) => {
    await connection.close();
    throw error;
  });
  const stopMeasuring = measureWorkspaces(dependencies);
  const ends = workers.map((worker) => worker.run());
  // One does not go on without the other.
  const done = Promise.race(ends);
  // Observed by whoever awaits `done`; without this an early death would be an unhandled rejection first.
  done.catch(() => {});
  let stopping: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
    await Promise.allSettled(ends);
    stopGathering();
    await stopMeasuring();
    await connection.close();
  };
  return { done, stop: () => (stopping ??= stop()) };
}

/** The one that was created is let go when the other one fails. */
async function createBoth(turns: SdkOptions, deliveries: SdkOptions): Promise<readonly Worker[]> {
  const first = await Worker.create(turns);
  try {
    return [first, await Worker.create(deliveries)];
  } catch (error) {
    const ended = first.run();
    first.shutdown();
    await ended;
    throw error;
  }
}
