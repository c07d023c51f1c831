/** The worker as a process of its own, for the distributed shape. Drains on SIGTERM. */
import { openJournal } from '../journal/open-journal.ts';
import { defined } from '../objects/defined.ts';
import { budgetSettings } from '../settings/budget-settings.ts';
import { cacheDirectory } from '../settings/cache-directory.ts';
import { modelSettings } from '../settings/model-settings.ts';
import { sandboxSettings } from '../settings/sandbox-settings.ts';
import { searchPath } from '../settings/search-path.ts';
import { storageSettings } from '../settings/storage-settings.ts';
import { temporalSettings } from '../settings/temporal-settings.ts';
import { openCarrier } from '../streaming/open-carrier.ts';
import { openDependencies } from './open-dependencies.ts';
import { startWorker } from './start-worker.ts';
import { bundleWorkflows } from './workflow-bundle.ts';

const temporal = temporalSettings(process.env);
const storage = storageSettings(process.env);
const model = modelSettings(process.env);
const [bwrapPath] = searchPath('bwrap', process.env);
if (temporal.address === undefined)
  throw new Error('TEMPORAL_ADDRESS must be set; `npm start` brings its own Temporal');
if (storage.databaseUrl === undefined)
  throw new Error('DATABASE_URL must be set: server and worker share the journal');
if (model === undefined)
  throw new Error('OPENAI_API_KEY or OPENAI_BASE_URL must be set: there is no model to call');

const journal = await openJournal({ databaseUrl: storage.databaseUrl });
const carrier = openCarrier(storage.databaseUrl);
const dependencies = await openDependencies({
  journal,
  carrier,
  storage,
  model,
  sandbox: { ...defined({ bwrapPath }), ...sandboxSettings(process.env) },
  cacheDirectory: cacheDirectory(),
  budgets: budgetSettings(process.env),
  warn: console.warn,
});
const worker = await startWorker({
  temporal: { ...temporal, address: temporal.address },
  dependencies,
  workflowBundle: await bundleWorkflows(cacheDirectory()),
});
console.log(`Goalkeeper's worker polls ${temporal.address}`);

for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void worker.stop());
await worker.done;
await worker.stop();
await carrier.close();
await journal.close();
process.exit(0);
