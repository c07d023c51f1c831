/** Measures the threads on this worker's disk that something was done with, again and again. */
import type { ActivityDependencies } from '../activities/dependencies.ts';
import { measureThread } from '../activities/keeping/measure-thread.ts';
import { lookAgain } from '../process/look-again.ts';
import { errorSummary } from '../telemetry/error-summary.ts';

const LOOK_EVERY_MS = 30_000;
/** One that works all the time is not walked through all the time. */
const AGAIN_AFTER_MS = 5 * 60_000;
const AT_ONCE = 50;

/** The function that it gives resolves when nothing is under way any more. */
export function measureWorkspaces(
  parts: Pick<ActivityDependencies, 'journal' | 'workspaces'>,
): () => Promise<void> {
  return lookAgain(LOOK_EVERY_MS, (signal) => lookOnce(parts, signal).catch(told)).stop;
}

const told = (error: unknown): void =>
  console.warn(`The size of a workspace could not be measured: ${errorSummary(error).type}`);

/** One that cannot be measured keeps nobody from the others. */
async function lookOnce(
  { journal, workspaces }: Pick<ActivityDependencies, 'journal' | 'workspaces'>,
  signal: AbortSignal,
): Promise<void> {
  const { setId } = await workspaces.set();
  const before = new Date(Date.now() - AGAIN_AFTER_MS);
  for (const threadId of await journal.listUnmeasured(setId, before, AT_ONCE)) {
    if (signal.aborted) return;
    await measureThread({ journal, workspaces }, threadId).catch(told);
  }
}
