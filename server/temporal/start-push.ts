/** Has a worker push what the journal holds under the id of a request; one that was begun before goes on. */
import type { Client } from '@temporalio/client';
import { defineSearchAttributeKey } from '@temporalio/common';
import { PUSH_WORKFLOW, pushWorkflowId, TASK_QUEUE } from '../../workflows/messages.ts';
import type { pushWorkflow } from '../../workflows/push-workflow.ts';
import { delivered, isTaken } from './temporal-errors.ts';
import type { ThreadKey } from './threads.ts';

const START_TIMEOUT_MS = 10_000;
const TENANT = defineSearchAttributeKey('TenantId', 'KEYWORD');

export const createStartPush =
  (client: Client) =>
  ({ threadId, tenantId }: ThreadKey, requestId: string): Promise<void> =>
    delivered(async () => {
      try {
        await client.withDeadline(Date.now() + START_TIMEOUT_MS, () =>
          client.workflow.start<typeof pushWorkflow>(PUSH_WORKFLOW, {
            workflowId: pushWorkflowId(threadId, requestId),
            taskQueue: TASK_QUEUE,
            args: [{ threadId, requestId }],
            workflowIdConflictPolicy: 'USE_EXISTING',
            workflowIdReusePolicy: 'REJECT_DUPLICATE',
            staticSummary: `Push of thread ${threadId}`,
            typedSearchAttributes: [{ key: TENANT, value: tenantId }],
          }),
        );
      } catch (error) {
        if (!isTaken(error)) throw error;
      }
    });
