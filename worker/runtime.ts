/** The SDK's runtime, shared by everything of the SDK in this process. */
import { DefaultLogger, MetricsBuffer, Runtime, type LogLevel as SdkLogLevel } from '@temporalio/worker';
import type { LogLevel } from '../settings/log-level.ts';
import { logLine } from '../telemetry/log-line.ts';

/** The SDK has nothing above errors; `silent` is silent all the same. */
const SDK_LEVELS: Readonly<Record<Exclude<LogLevel, 'silent'>, SdkLogLevel>> = {
  fatal: 'ERROR',
  error: 'ERROR',
  warn: 'WARN',
  info: 'INFO',
  debug: 'DEBUG',
  trace: 'TRACE',
};

const MAX_UPDATES = 100_000;

/** One of the workers has Activities alone, on purpose; the SDK takes it for a slip. */
const ON_PURPOSE = 'No workflows registered, not polling for workflow tasks';

/**
 * One per process. Whoever runs the process decides on signals, since order matters at the end. Returns where
 * the SDK's figures gather, or `undefined` where an earlier worker of this process has them, if anybody.
 */
export function installRuntime(level: LogLevel = 'warn', isMeasured = false): MetricsBuffer | undefined {
  try {
    const write = (line: string): void => void (level === 'silent' || process.stderr.write(line));
    const logger = new DefaultLogger(SDK_LEVELS[level === 'silent' ? 'fatal' : level], (entry) => {
      if (entry.message !== ON_PURPOSE) write(logLine(entry, process.stderr.isTTY));
    });
    if (!isMeasured) {
      Runtime.install({ logger, shutdownSignals: [] });
      return undefined;
    }
    const buffer = new MetricsBuffer({ maxBufferSize: MAX_UPDATES, useSecondsForDurations: true });
    Runtime.install({ logger, shutdownSignals: [], telemetryOptions: { metrics: { buffer } } });
    return buffer;
  } catch {
    // Installed already by an earlier worker of this process.
    return undefined;
  }
}
