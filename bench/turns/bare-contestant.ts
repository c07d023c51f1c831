/** The barest loop on Temporal, with a worker of its own in this process. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { WorkflowClient } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';
import { createBareActivities } from './bare-activities.ts';
import type { bareLoop } from './bare-workflow.ts';
import type { Contestant } from './contestant.ts';
import { createHistorySize } from './history-size.ts';
import type { LoopSteps } from './loop-steps.ts';
import type { BenchModel } from './start-model.ts';

const run = promisify(execFile);

const TASK_QUEUE = 'bench-bare';

export interface BareOptions {
  readonly model: BenchModel;
  readonly createThread: (threadId: string) => Promise<LoopSteps>;
  readonly workflows: WorkflowClient;
  /** Takes the workflow's bundle. */
  readonly directory: string;
  readonly address: string;
  readonly namespace: string;
}

export interface BareContestant extends Contestant {
  /** Rejects when the worker dies. */
  readonly failed: Promise<never>;
  stop(): Promise<void>;
}

export async function startBareContestant(options: BareOptions): Promise<BareContestant> {
  const { model, workflows } = options;
  const threads = new Map<string, LoopSteps>();
  const codePath = join(options.directory, 'bare-workflow.js');
  await run(process.execPath, [fileURLToPath(new URL('./bundle-bare.ts', import.meta.url)), codePath]);
  const connection = await NativeConnection.connect({ address: options.address });
  // The worker's settings are those of Goalkeeper's own.
  const worker = await Worker.create({
    connection,
    namespace: options.namespace,
    taskQueue: TASK_QUEUE,
    workflowBundle: { codePath },
    activities: createBareActivities(threads),
    maxCachedWorkflows: 500,
    stickyQueueScheduleToStartTimeout: '2 seconds',
    maxHeartbeatThrottleInterval: '1 second',
    defaultHeartbeatThrottleInterval: '1 second',
    shutdownGraceTime: '10 seconds',
  });
  const done = worker.run();
  const failed = done.then((): never => {
    throw new Error('the worker of the bare loop has stopped');
  });
  failed.catch(() => {});
  return {
    name: 'bare',
    failed,
    async startThread() {
      const threadId = `bare-${threads.size + 1}`;
      threads.set(threadId, await options.createThread(threadId));
      const handle = await workflows.start<typeof bareLoop>('bareLoop', {
        workflowId: threadId,
        taskQueue: TASK_QUEUE,
        args: [threadId],
        workflowTaskTimeout: '5 seconds',
      });
      return {
        turn: (turns) => model.allow(threadId, turns),
        history: createHistorySize(workflows, threadId),
        // A call without a run id means the current run.
        stop: async () => void (await workflows.getHandle(handle.workflowId).terminate('measured')),
      };
    },
    async stop() {
      worker.shutdown();
      await done;
      await connection.close();
    },
  };
}
