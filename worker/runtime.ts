/** The SDK's runtime, shared by everything of the SDK in this process. */
import { DefaultLogger, Runtime } from '@temporalio/worker';

/** One per process. Warnings only; and whoever runs the process decides on signals, since order matters at the end. */
export function installRuntime(): void {
  try {
    Runtime.install({ logger: new DefaultLogger('WARN'), shutdownSignals: [] });
  } catch {
    // Installed already by an earlier worker of this process.
  }
}
