/**
 * The real worker with the real Activities and the real sandbox, in this process, for a test that starts it
 * again.
 */

import { join } from 'node:path';
import type { WorkerOptions } from '@temporalio/worker';
import { NO_CEILING } from '../../../contracts/ceiling/budget-rule.ts';
import { NO_QUOTAS } from '../../../contracts/ceiling/quota-rule.ts';
import { findBwrap } from '../../../embedded/binaries/system-parts.ts';
import type { Journal } from '../../../journal/journal.ts';
import { defined } from '../../../objects/defined.ts';
import { cacheDirectory } from '../../../settings/cache-directory.ts';
import type { WebhookSettings } from '../../../settings/webhook-settings.ts';
import { createInProcessCarrier } from '../../../streaming/in-process-carrier.ts';
import { openDependencies } from '../../../worker/open-dependencies.ts';
import { type RunningWorker, startWorker } from '../../../worker/start-worker.ts';
import { bundleWorkflows } from '../../../worker/workflow-bundle.ts';

export interface RestartableWorker {
  start(): Promise<void>;
  /** Drains it; does nothing when it does not run. */
  stop(): Promise<void>;
}

export interface RestartableWorkerOptions {
  /** It is Temporal's address; the namespace is `default`. */
  readonly address: string;
  readonly journal: Journal;
  readonly modelUrl: string;
  readonly dataDirectory: string;
  /** `false`: no workflow stays in memory, each task replays its history. */
  readonly isCached: boolean;
  readonly webhooks?: WebhookSettings;
  /** One reply may take so long. Default: half a minute. */
  readonly modelTimeoutMs?: number;
}

/** A plugin of the connection reaches the worker that is made of it. */
const uncached = {
  name: 'uncached',
  configureWorker: (options: WorkerOptions): WorkerOptions => ({ ...options, maxCachedWorkflows: 0 }),
};

export async function createRestartableWorker(options: RestartableWorkerOptions): Promise<RestartableWorker> {
  const { address, journal, modelUrl, dataDirectory, isCached, webhooks, modelTimeoutMs = 30_000 } = options;
  const bwrapPath = await findBwrap();
  const workflowBundle = await bundleWorkflows(cacheDirectory());
  // The settings' type knows no plugins, but all of `connection` reaches the SDK.
  const connection: object = isCached ? {} : { plugins: [uncached] };
  let running: RunningWorker | undefined;
  return {
    async start() {
      if (running !== undefined) throw new Error('the worker runs already');
      const dependencies = await openDependencies({
        journal,
        carrier: createInProcessCarrier(),
        budgets: NO_CEILING,
        ...defined({ webhooks }),
        quotas: NO_QUOTAS,
        storage: {
          directory: dataDirectory,
          workspacesDirectory: join(dataDirectory, 'workspaces'),
          workspaceSources: {},
        },
        model: {
          apiKey: 'x',
          baseUrl: modelUrl,
          model: 'rehearsal',
          api: 'responses',
          compaction: 'summary',
          isBackground: false,
          fallbacks: [],
          toolCalls: 'auto',
          timeoutMs: modelTimeoutMs,
          maxReplyBytes: 1_000_000,
        },
        sandbox: { mode: 'bubblewrap', bwrapPath, readOnlyPaths: [], path: [], env: {} },
        cacheDirectory: cacheDirectory(),
        warn: () => {},
      });
      running = await startWorker({
        temporal: { address, namespace: 'default', connection },
        dependencies,
        workflowBundle,
      });
    },
    async stop() {
      await running?.stop();
      running = undefined;
    },
  };
}
