/** The worker as a process of its own, for the distributed shape. Drains on SIGTERM. */

import { openSharedJournal } from '../process/open-shared-journal.ts';
import { runUntilStopped } from '../process/run-until-stopped.ts';
import { takeUsualUmask } from '../process/usual-umask.ts';
import { takeEnvironment } from '../settings/secret-variables.ts';
import { openCarrier } from '../streaming/open-carrier.ts';
import { createMetrics } from '../telemetry/metrics/metrics.ts';
import { startMetricsServer } from '../telemetry/metrics/metrics-server.ts';
import { openTracing } from '../telemetry/tracing/tracing.ts';
import { openDependencies } from './open-dependencies.ts';
import { workerProcessSettings } from './settings.ts';
import { startWorker } from './start-worker.ts';
import { bundleWorkflows } from './workflow-bundle.ts';

await runUntilStopped(async (stack) => {
  takeUsualUmask();
  const settings = workerProcessSettings(takeEnvironment(process.env));
  const {
    worker: limits,
    budgets,
    webhooks,
    quotas,
    temporal,
    storage,
    model,
    sandbox,
    clones,
    cacheDirectory,
    retention,
  } = settings;
  const tracing = settings.tracing && openTracing(settings.tracing);
  if (tracing !== undefined) stack.push(() => tracing.stop());
  const metrics = createMetrics();
  if (settings.metrics !== undefined) {
    const metricsServer = await startMetricsServer(metrics, settings.metrics);
    stack.push(() => metricsServer.stop());
  }
  const journal = await openSharedJournal(storage.databaseUrl, console.warn);
  stack.push(() => journal.close());
  const carrier = openCarrier(storage.databaseUrl);
  stack.push(() => carrier.close());
  const dependencies = await openDependencies({
    journal,
    carrier,
    storage,
    model,
    sandbox,
    clones,
    cacheDirectory,
    budgets,
    webhooks,
    quotas,
    warn: console.warn,
    atOnce: limits.atOnce,
  });
  const workflowBundle = await bundleWorkflows(cacheDirectory);
  const worker = await startWorker({
    temporal,
    dependencies,
    workflowBundle,
    limits,
    retention,
    metrics,
    isTraced: tracing !== undefined,
  });
  stack.push(() => {
    console.log(
      `Goalkeeper's worker drains: it takes no new work; what runs has ${limits.graceMs / 1_000} s`,
    );
    return worker.stop();
  });
  console.log(`Goalkeeper's worker polls ${temporal.address}`);
  await worker.done;
  throw new Error('the worker has stopped by itself');
});
