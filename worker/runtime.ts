/** The SDK's runtime, shared by everything of the SDK in this process. */
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { logLine } from '../telemetry/log-line.ts';

/**
 * One per process. Warnings only; and whoever runs the process decides on signals, since order matters at the
 * end.
 */
export function installRuntime(): void {
  try {
    const logger = new DefaultLogger('WARN', (entry) => process.stderr.write(logLine(entry)));
    Runtime.install({ logger, shutdownSignals: [] });
  } catch {
    // Installed already by an earlier worker of this process.
  }
}
