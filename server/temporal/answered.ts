/**
 * Hands a change to a thread and waits for its answer. Where no worker answers in time, the same change goes
 * into the thread's history as a signal: it then acts for sure, and once, since both have the same id.
 */
import type { Outcome } from '../../workflows/thread/state/outcome.ts';
import { AcceptedForLater } from '../http/accepted.ts';
import { withRequestIds } from '../http/named-outage.ts';
import { unavailable } from '../http/problem.ts';
import type { ThreadClient, ThreadKey, ThreadUpdate } from './threads.ts';

export type Answered =
  | { readonly state: 'applied'; readonly outcome: Outcome }
  | { readonly state: 'refused'; readonly reason: string };

/**
 * Throws `AcceptedForLater` when no worker has answered, and a 503 with the request's id when Temporal has
 * not.
 */
export async function answered(
  threads: Pick<ThreadClient, 'update' | 'signal'>,
  thread: ThreadKey,
  update: ThreadUpdate,
): Promise<Answered> {
  const { threadId } = thread;
  const { requestId } = update;
  const sent = await threads.update(thread, update);
  if (sent.state === 'noAnswer')
    return withRequestIds({ requestId, threadId }, async () => {
      if ((await threads.signal(threadId, update)) === 'notFound') throw unavailable('no worker answered');
      throw new AcceptedForLater(threadId, update);
    });
  // A key that was used before gets its first answer, also when that was the refusal of another request.
  if (sent.state === 'applied' && !sent.outcome.applied)
    return { state: 'refused', reason: sent.outcome.reason ?? 'refused' };
  return sent;
}
