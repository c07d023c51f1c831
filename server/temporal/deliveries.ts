/** Deliveries of events as Temporal runs them. */
import { type Client, WorkflowIdConflictPolicy, WorkflowIdReusePolicy } from '@temporalio/client';
import {
  DELIVERY_WORKFLOW,
  type DeliveryInput,
  deliveryWorkflowId,
} from '../../workflows/delivery/delivery.ts';
import type { deliveryWorkflow } from '../../workflows/delivery-workflow.ts';
import { TASK_QUEUE } from '../../workflows/messages.ts';
import { isTaken } from './temporal-errors.ts';

export interface DeliveryClient {
  /** Begins a round; one that runs, or ran, is left alone. Rejects while the cluster is away. */
  begin(delivery: DeliveryInput): Promise<void>;
}

const START_TIMEOUT_MS = 10_000;

export const createDeliveryClient = (client: Client): DeliveryClient => ({
  async begin(delivery) {
    try {
      await client.withDeadline(Date.now() + START_TIMEOUT_MS, () =>
        client.workflow.start<typeof deliveryWorkflow>(DELIVERY_WORKFLOW, {
          workflowId: deliveryWorkflowId(delivery),
          taskQueue: TASK_QUEUE,
          args: [delivery],
          workflowIdReusePolicy: WorkflowIdReusePolicy.REJECT_DUPLICATE,
          workflowIdConflictPolicy: WorkflowIdConflictPolicy.FAIL,
          staticSummary: 'delivers an event to a webhook',
        }),
      );
    } catch (error) {
      if (!isTaken(error)) throw error;
    }
  },
});
