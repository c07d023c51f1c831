/** The Temporal Worker with its parts: what `main.ts` and the embedded start run. */
import { NativeConnection, Worker, type WorkflowBundleOption } from '@temporalio/worker';
import type { ActivityDependencies } from '../activities/dependencies.ts';
import { createActivities } from '../activities/index.ts';
import type { TemporalSettings } from '../settings/temporal-settings.ts';
import { TASK_QUEUE } from '../workflows/messages.ts';
import { buildId } from './build-id.ts';
import { installRuntime } from './runtime.ts';

export interface WorkerOptions {
  readonly temporal: TemporalSettings & { readonly address: string };
  readonly dependencies: ActivityDependencies;
  readonly workflowBundle: WorkflowBundleOption;
}

export interface RunningWorker {
  /** Rejects when the worker dies by itself. */
  readonly done: Promise<void>;
  /** Drains: no new work is taken, running Activities get their grace time. */
  stop(): Promise<void>;
}

export async function startWorker(options: WorkerOptions): Promise<RunningWorker> {
  const { temporal, dependencies, workflowBundle } = options;
  installRuntime();
  const connection = await NativeConnection.connect({ address: temporal.address, ...temporal.connection });
  const worker = await Worker.create({
    connection,
    namespace: temporal.namespace,
    taskQueue: TASK_QUEUE,
    buildId: await buildId(workflowBundle),
    workflowBundle,
    activities: createActivities(dependencies),
    maxCachedWorkflows: 500,
    // A worker that was killed holds its cached workflows back for this long.
    stickyQueueScheduleToStartTimeout: '2 seconds',
    // Heartbeats carry cancellations: each one is sent.
    maxHeartbeatThrottleInterval: '1 second',
    defaultHeartbeatThrottleInterval: '1 second',
    shutdownGraceTime: '10 seconds',
  });
  const done = worker.run();
  // Observed by whoever awaits `done`; without this an early death would be an unhandled rejection first.
  done.catch(() => {});
  return {
    done,
    async stop() {
      if (worker.getState() === 'RUNNING') worker.shutdown();
      await done.catch(() => {});
      await connection.close();
    },
  };
}
