/** The REST server as a process of its own, for the distributed shape. */
import { openJournal } from '../journal/open-journal.ts';
import { storageSettings } from '../settings/storage-settings.ts';
import { temporalSettings } from '../settings/temporal-settings.ts';
import { openCarrier } from '../streaming/open-carrier.ts';
import { httpSettings } from './settings.ts';
import { startServer } from './start-server.ts';

const temporal = temporalSettings(process.env);
const storage = storageSettings(process.env);
if (temporal.address === undefined)
  throw new Error('TEMPORAL_ADDRESS must be set; `npm start` brings its own Temporal');
if (storage.databaseUrl === undefined)
  throw new Error('DATABASE_URL must be set: server and worker share the journal');

const journal = await openJournal({ databaseUrl: storage.databaseUrl });
const carrier = openCarrier(storage.databaseUrl);
const server = await startServer({
  ...httpSettings(process.env),
  temporal: { ...temporal, address: temporal.address },
  journal,
  carrier,
  workspaceSources: storage.workspaceSources,
});
console.log(`Goalkeeper's REST server listens on ${server.url}`);

let isStopping = false;
for (const signal of ['SIGTERM', 'SIGINT'] as const)
  process.on(signal, async () => {
    if (isStopping) return;
    isStopping = true;
    await server.stop();
    await carrier.close();
    await journal.close();
    process.exit(0);
  });
