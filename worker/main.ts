/** The worker as a process of its own, for the distributed shape. Drains on SIGTERM. */

import { openSharedJournal } from '../process/open-shared-journal.ts';
import { runUntilStopped } from '../process/run-until-stopped.ts';
import { takeUsualUmask } from '../process/usual-umask.ts';
import { takeEnvironment } from '../settings/secret-variables.ts';
import { openCarrier } from '../streaming/open-carrier.ts';
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
    quotas,
    temporal,
    storage,
    model,
    sandbox,
    clones,
    cacheDirectory,
    retention,
  } = settings;
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
    quotas,
    warn: console.warn,
    atOnce: limits.atOnce,
  });
  const workflowBundle = await bundleWorkflows(cacheDirectory);
  const worker = await startWorker({ temporal, dependencies, workflowBundle, limits, retention });
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
