/** The result of an Activity without the time that it took, which is another one in each run. */
import type { Timed } from '../../../workflows/budget/spent.ts';

export function untimed<T extends Timed>({ durationMs, ...result }: T): Omit<T, 'durationMs'> {
  if (durationMs === undefined || durationMs < 0)
    throw new Error('the Activity does not say how long it took');
  return result;
}
