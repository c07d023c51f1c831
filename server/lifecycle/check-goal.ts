/**
 * A run of the checks that a caller asked for: the thread is told to run them, and the results are waited for
 * a while.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { ThreadRow } from '../../journal/rows/thread-row.ts';
import type { Outcome } from '../../workflows/thread/state/outcome.ts';
import type { ServerDependencies } from '../dependencies.ts';
import type { Condition } from '../http/if-match.ts';
import { unavailable } from '../http/problem.ts';
import { sendCommand } from './send-command.ts';

/** Well below what proxies allow for a request. */
const MAX_WAIT_MS = 25_000;
const POLL_INTERVAL_MS = 250;

export type CheckedGoal =
  /** They run at the next safe boundary: a turn that is under way ends first. */
  { readonly state: 'pending' } | { readonly state: 'ran'; readonly seq: number };

/** Throws a 409 when there is no goal to check, and a 503 when the checks could not be run. */
export async function checkGoal(
  dependencies: ServerDependencies,
  thread: ThreadRow,
  { requestId, condition }: { readonly requestId: string; readonly condition?: Condition | undefined },
): Promise<CheckedGoal> {
  const sent = await sendCommand(dependencies, thread, { type: 'check', requestId }, condition);
  let outcome: Outcome | undefined = sent.state === 'applied' ? sent.outcome : undefined;
  for (const endMs = Date.now() + MAX_WAIT_MS; ; await sleep(POLL_INTERVAL_MS)) {
    if (outcome?.checksFailure !== undefined)
      throw unavailable(`the checks could not be run: ${outcome.checksFailure}`);
    if (outcome?.checksSeq !== undefined) return { state: 'ran', seq: outcome.checksSeq };
    if (outcome === undefined || Date.now() > endMs) return { state: 'pending' };
    const now = await dependencies.threads.outcome(thread.threadId, requestId);
    outcome = now === 'noAnswer' || now === 'unknown' ? undefined : now;
  }
}
