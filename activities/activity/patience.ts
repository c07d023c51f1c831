/**
 * How long the result of a call that was cancelled is still to be written: what it did cannot be undone, and
 * must not be forgotten.
 */
import { Context } from '@temporalio/activity';

/** A journal that is away for longer leaves a call of which the record says only that it began. */
const GRACE_MS = 60_000;

/**
 * Aborts when the running Activity was cancelled and that time is over. A worker that stops waits for
 * nothing: its call is found begun by the next one. To be called before the Activity can be cancelled.
 */
export function beyondCancellation(signal: AbortSignal): AbortSignal {
  const context = Context.current();
  const patience = new AbortController();
  const end = (): void => patience.abort(signal.reason);
  const onAbort = (): void => {
    if (context.cancellationDetails?.workerShutdown === true) end();
    else setTimeout(end, GRACE_MS).unref();
  };
  if (signal.aborted) onAbort();
  else signal.addEventListener('abort', onAbort, { once: true });
  return patience.signal;
}
