/** The REST server as a process of its own, for the distributed shape. */
import { openSharedJournal } from '../process/open-shared-journal.ts';
import { runUntilStopped } from '../process/run-until-stopped.ts';
import { takeEnvironment } from '../settings/secret-variables.ts';
import { openCarrier } from '../streaming/open-carrier.ts';
import { createMetrics } from '../telemetry/metrics/metrics.ts';
import { startMetricsServer } from '../telemetry/metrics/metrics-server.ts';
import { openTracing } from '../telemetry/tracing/tracing.ts';
import { isLockedOut } from './access/authentication.ts';
import { serverSettings } from './settings.ts';
import { startServer } from './start-server.ts';

await runUntilStopped(async (stack) => {
  const {
    http,
    temporal,
    storage,
    metrics: metricsPort,
    tracing: traced,
  } = serverSettings(takeEnvironment(process.env));
  const tracing = traced && openTracing(traced);
  if (tracing !== undefined) stack.push(() => tracing.stop());
  const metrics = createMetrics();
  if (metricsPort !== undefined) {
    const metricsServer = await startMetricsServer(metrics, metricsPort);
    stack.push(() => metricsServer.stop());
  }
  const { databaseUrl, ...directories } = storage;
  const journal = await openSharedJournal(databaseUrl, console.warn);
  stack.push(() => journal.close());
  const carrier = openCarrier(databaseUrl);
  stack.push(() => carrier.close());
  const server = await startServer({
    ...http,
    temporal,
    journal,
    carrier,
    metrics,
    isTraced: tracing !== undefined,
    ...directories,
  });
  stack.push(() => server.stop());
  if (await isLockedOut(http.auth, journal))
    console.warn(
      'There is no key yet, so nobody is let in: `npm run key` makes one, and its entry for API_KEYS.',
    );
  console.log(`Goalkeeper's REST server listens on ${server.url}`);
  return new Promise<never>(() => {});
});
