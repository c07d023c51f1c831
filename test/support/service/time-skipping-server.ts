/**
 * Temporal's time-skipping test server. Its clock runs like any other until a test skips; then it jumps from
 * one due timer to the next, but never while an Activity attempt or a workflow task is open: those hold it at
 * real speed.
 */
import { type Connection, isGrpcServiceError } from '@temporalio/client';
import { temporal } from '@temporalio/proto';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, makeTelemetryFilterString, Runtime } from '@temporalio/worker';
import { findTemporalTestServer } from '../../../embedded/binaries/system-parts.ts';
import { SEARCH_ATTRIBUTES } from '../../../workflows/thread/search-attributes.ts';

export interface TimeSkippingServer {
  /** `host:port`; the namespace is `default`. */
  readonly address: string;
  readonly connection: Connection;
  /**
   * The clock of the workflows. Activities, REST and the test itself live in real time, which it leaves
   * behind.
   */
  nowMs(): Promise<number>;
  /**
   * Lets this much time pass; every timer on the way, and every retry of an Activity, comes at its own time.
   * One skip at a time. Rejects when something holds the clock for a minute: the server is of no use any more
   * then.
   */
  skip(durationMs: number): Promise<void>;
  stop(): Promise<void>;
}

/** Eight hours over a hanging Activity would take eight hours without a limit. */
const MAX_REAL_MS = 60_000;

/** A fresh one, in memory, with our search attributes. */
export async function startTimeSkippingServer(): Promise<TimeSkippingServer> {
  installQuietRuntime();
  const environment = await TestWorkflowEnvironment.createTimeSkipping({
    server: { executable: { type: 'existing-path', path: await findTemporalTestServer() } },
  });
  const { connection, address } = environment;
  await addSearchAttributes(connection);
  return {
    address,
    connection,
    nowMs: () => environment.currentTimeMs(),
    async skip(durationMs) {
      try {
        await connection.withDeadline(Date.now() + MAX_REAL_MS, () => environment.sleep(durationMs));
      } catch (cause) {
        if (!isGrpcServiceError(cause)) throw cause;
        const wanted = `${durationMs} ms could not be skipped`;
        throw new Error(`${wanted}: an Activity runs, or a workflow waits for a worker`, { cause });
      }
    },
    stop: () => environment.teardown(),
  };
}

/** This server can add attributes but not list them, so `ensureSearchAttributes` cannot work with it. */
async function addSearchAttributes({ operatorService }: Connection): Promise<void> {
  const { IndexedValueType } = temporal.api.enums.v1;
  const searchAttributes = Object.fromEntries(
    Object.entries(SEARCH_ATTRIBUTES).map(([name, type]) => [
      name,
      IndexedValueType[`INDEXED_VALUE_TYPE_${type}`],
    ]),
  );
  await operatorService.addSearchAttributes({ namespace: 'default', searchAttributes });
}

/** An outage of hours logs a warning for each failed attempt. */
function installQuietRuntime(): void {
  try {
    Runtime.install({
      logger: new DefaultLogger('ERROR'),
      telemetryOptions: { logging: { filter: makeTelemetryFilterString({ core: 'ERROR' }) } },
      shutdownSignals: [],
    });
  } catch {
    // An earlier service of this process has installed it.
  }
}
