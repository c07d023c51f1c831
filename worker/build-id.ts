/** What the worker calls its code in Temporal's events. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { WorkflowBundleOption } from '@temporalio/worker';

/**
 * Differs for different workflow code. Half of a turn's events repeat it, so it is kept short: the SDK's own
 * name for the same code has 90 characters, which made a sixth of a thread's history.
 */
export async function buildId(bundle: WorkflowBundleOption): Promise<string> {
  const code = 'code' in bundle ? bundle.code : await readFile(bundle.codePath);
  return `goalkeeper-${createHash('sha256').update(code).digest('hex').slice(0, 12)}`;
}
