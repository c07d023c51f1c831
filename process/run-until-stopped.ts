/**
 * The frame of a long-running process: runs until a signal or an error, then stops what was started, in
 * order.
 */
import { sentenceOf } from './sentence-of.ts';
import { createStopStack, type StopStack } from './stop-stack.ts';

/**
 * One Ctrl-C may arrive twice, from the terminal and from npm, which hands it on. Whoever presses it again
 * later than this wants the end at once.
 */
const SAME_PRESS_MS = 1_000;

/**
 * `run` resolves with the exit code when its work is done, or never. SIGINT and SIGTERM stop the process with
 * code 0, however often they come; only a SIGINT that is repeated by hand ends it at once. An error is told
 * in one sentence and ends it with code 1.
 */
export async function runUntilStopped(run: (stack: StopStack) => Promise<number>): Promise<never> {
  const stack = createStopStack();
  const signalled = new Promise<number>((resolve) => {
    let interruptedAtMs = Number.POSITIVE_INFINITY;
    process.on('SIGTERM', () => resolve(0));
    process.on('SIGINT', () => {
      if (Date.now() - interruptedAtMs > SAME_PRESS_MS) process.exit(130);
      interruptedAtMs = Math.min(interruptedAtMs, Date.now());
      resolve(0);
    });
  });
  let code: number;
  try {
    code = await Promise.race([run(stack), signalled]);
  } catch (error) {
    tell(error);
    code = 1;
  }
  try {
    await stack.stop();
  } catch (error) {
    tell(error);
    code = 1;
  }
  process.exit(code);
}

function tell(error: unknown): void {
  const isDebugged = process.env.LOG_LEVEL === 'debug' && error instanceof Error;
  console.error(isDebugged ? (error.stack ?? error.message) : sentenceOf(error));
}
