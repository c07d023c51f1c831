/**
 * A 503 to a request that changes something may come after the change, or before it takes effect. So it names
 * the ids under which it acts if it does: repeated with them, it acts once.
 */
import { isOutage } from '../../journal/sql/outage.ts';
import { journalOutage } from './journal-outage.ts';
import { ProblemError, unavailable } from './problem.ts';

export interface RequestIds {
  readonly requestId: string;
  readonly threadId?: string;
}

/** Runs what a request does; an outage on the way is told with its ids. */
export async function withRequestIds<T>(ids: RequestIds, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    const outage = outageOf(error);
    if (outage === undefined) throw error;
    const { problem } = outage;
    if ('requestId' in problem) throw error;
    throw new ProblemError({
      ...problem,
      detail: `${problem.detail ?? problem.title}. If it acts all the same, it is once, under this id: repeat it with Idempotency-Key: ${ids.requestId}`,
      ...ids,
    });
  }
}

function outageOf(error: unknown): ProblemError | undefined {
  if (error instanceof ProblemError) return error.problem.status === 503 ? error : undefined;
  return isOutage(error) ? unavailable(journalOutage(error)) : undefined;
}
