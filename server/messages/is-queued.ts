import type { Input } from '../../journal/rows/input.ts';

/** Whether a model call is still to take the message along. */
export const isQueued = ({ seq, isRefused, isWithdrawn }: Input): boolean =>
  seq === null && !isRefused && !isWithdrawn;
