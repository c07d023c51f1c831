/** Heartbeats of the running Activity: what tells Temporal within seconds that its worker is gone. */
import { CancelledFailure, Context } from '@temporalio/activity';

const INTERVAL_MS = 1_000;

/**
 * Runs the work of an Activity under heartbeats, one each second. `signal` aborts when the Activity is
 * cancelled (that too arrives by heartbeat). An error that comes after a cancellation is reported as the
 * cancellation. `details` is what the next attempt finds of this one, should it be lost.
 */
export async function whileBeating<T>(
  work: (signal: AbortSignal) => Promise<T>,
  details?: () => object,
): Promise<T> {
  const context = Context.current();
  const timer = setInterval(() => context.heartbeat(details?.()), INTERVAL_MS);
  try {
    return await work(context.cancellationSignal);
  } catch (error) {
    if (!(error instanceof CancelledFailure)) context.cancellationSignal.throwIfAborted();
    throw error;
  } finally {
    clearInterval(timer);
  }
}

/** The same, and the result says how long it took: that is what a goal pays as active time. */
export async function withHeartbeat<T extends object>(
  work: (signal: AbortSignal) => Promise<T>,
  details?: () => object,
): Promise<T & { readonly durationMs: number }> {
  const startedAtMs = performance.now();
  const result = await whileBeating(work, details);
  return { ...result, durationMs: Math.round(performance.now() - startedAtMs) };
}
