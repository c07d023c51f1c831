/**
 * Bundles the bare loop's workflow; a process of its own, because the bundler leaves hundreds of MB of heap
 * behind.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';

const { code } = await bundleWorkflowCode({
  workflowsPath: fileURLToPath(new URL('./bare-workflow.ts', import.meta.url)),
  logger: new DefaultLogger('ERROR'),
});
writeFileSync(process.argv[2] ?? '', code);
