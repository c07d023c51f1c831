/**
 * Health check of a worker's container: exits with 0 when Temporal has seen this worker ask for work lately.
 * A worker that hangs, or that cannot reach Temporal, has not.
 */
import { hostname } from 'node:os';
import { Connection } from '@temporalio/client';
import { defined } from '../objects/defined.ts';
import { temporalSettings } from '../settings/temporal-settings.ts';
import { TASK_QUEUE } from '../workflows/messages.ts';
import { hasRecentPoller } from './recent-poller.ts';

/**
 * `temporal.api.enums.v1.TaskQueueType`; a worker that is full of Activities still asks for workflow tasks.
 */
const WORKFLOW_TASKS = 1;

const { address, namespace, connection: tlsAndKey } = temporalSettings(process.env);
const connection = await Connection.connect({ ...defined({ address }), ...tlsAndKey });
const { pollers } = await connection.workflowService.describeTaskQueue({
  namespace,
  taskQueue: { name: TASK_QUEUE },
  taskQueueType: WORKFLOW_TASKS,
});
await connection.close();
if (!hasRecentPoller(pollers, hostname(), Date.now())) {
  console.error(`No worker on ${hostname()} has asked Temporal for work lately`);
  process.exit(1);
}
