import type { Input } from '../../journal/journal.ts';

/** Whether a model call is still to take the message along. */
export const isQueued = ({ seq, isRefused, isWithdrawn }: Input): boolean =>
  seq === null && !isRefused && !isWithdrawn;
