/** What the worker bundles. */

export { scheduledGoalWorkflow } from './calls/scheduled-goal.ts';
export { deliveryWorkflow } from './delivery-workflow.ts';
export { purgeWorkflow, sweepWorkflow } from './purge-workflow.ts';
export { pushWorkflow } from './push-workflow.ts';
export { retentionWorkflow } from './retention-workflow.ts';
export { threadWorkflow } from './thread-workflow.ts';
