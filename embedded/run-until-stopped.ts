/**
 * The frame of a long-running process: runs until a signal or an error, then stops what was started, in
 * order.
 */
import { createStopStack, type StopStack } from './stop-stack.ts';

/**
 * `run` resolves with the exit code when its work is done, or never. SIGINT and SIGTERM stop the process with
 * code 0; an error is told in one line (with its cause) and ends it with code 1. A second signal ends it at
 * once.
 */
export async function runUntilStopped(run: (stack: StopStack) => Promise<number>): Promise<never> {
  const stack = createStopStack();
  const signalled = new Promise<number>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => {
        process.once(signal, () => process.exit(130));
        resolve(0);
      });
    }
  });
  let code: number;
  try {
    code = await Promise.race([run(stack), signalled]);
  } catch (error) {
    console.error(describe(error));
    code = 1;
  }
  try {
    await stack.stop();
  } catch (error) {
    console.error(describe(error));
    code = 1;
  }
  process.exit(code);
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (process.env.LOG_LEVEL === 'debug') return error.stack ?? error.message;
  return error.cause instanceof Error ? `${error.message} (${error.cause.message})` : error.message;
}
