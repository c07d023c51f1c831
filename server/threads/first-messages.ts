/** Messages that a new thread comes with: read before its first automatic turn. */
import type { ThreadRow } from '../../journal/rows/thread-row.ts';
import type { ServerDependencies } from '../dependencies.ts';
import { AcceptedForLater } from '../http/accepted.ts';
import { messageIdOf } from '../http/request-id.ts';
import { postInput } from '../messages/post-input.ts';
import type { NewThreadBody } from './new-thread.ts';

type FirstMessages = NewThreadBody['messages'];

/**
 * Does what begins the thread, and posts them after it: where that is refused, nothing is. Repeated, it posts
 * each once. Throws `AcceptedForLater` when a part of it is still to act; then all of it will.
 */
export async function withFirstMessages<T>(
  dependencies: ServerDependencies,
  thread: ThreadRow,
  messages: FirstMessages,
  begin: () => Promise<T>,
): Promise<T> {
  const begun = await orLater(begin);
  const posted: unknown[] = [];
  // One after another: they are read in this order.
  for (const [index, { content }] of (messages ?? []).entries())
    posted.push(await orLater(() => post(dependencies, thread, index, content)));
  for (const each of [begun, ...posted]) if (each instanceof AcceptedForLater) throw each;
  return begun as T;
}

function post(dependencies: ServerDependencies, thread: ThreadRow, index: number, content: string) {
  // A request has as many of these as it has messages; the thread is the same when it is repeated.
  const requestId = `first-${thread.threadId}-${index}`;
  const inputId = messageIdOf(requestId);
  const waits = { delivery: 'queue', resumeGoal: false } as const;
  return postInput(
    dependencies,
    thread,
    { inputId, content, delivery: 'queue' },
    { type: 'postMessage', requestId, inputId, ...waits },
  );
}

const orLater = <T>(act: () => Promise<T>): Promise<T | AcceptedForLater> =>
  act().catch((error: unknown) => {
    if (error instanceof AcceptedForLater) return error;
    throw error;
  });
