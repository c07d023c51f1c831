/** What the worker bundles. */
export { threadWorkflow } from './thread-workflow.ts';
