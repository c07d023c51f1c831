/** The SDK's runtime, shared by everything of the SDK in this process. */
import { DefaultLogger, Runtime, type LogLevel as SdkLogLevel } from '@temporalio/worker';
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

/**
 * One per process. Whoever runs the process decides on signals, since order matters at the end.
 */
export function installRuntime(level: LogLevel = 'warn'): void {
  try {
    const write = (line: string): void => void (level === 'silent' || process.stderr.write(line));
    const logger = new DefaultLogger(SDK_LEVELS[level === 'silent' ? 'fatal' : level], (entry) =>
      write(logLine(entry, process.stderr.isTTY)),
    );
    Runtime.install({ logger, shutdownSignals: [] });
  } catch {
    // Installed already by an earlier worker of this process.
  }
}
