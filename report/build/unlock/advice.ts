/** What is told of one cause, before the checks that fail are added to it. Shape. */
import type { Unlock } from '../../report.ts';

export type Advice = Omit<Unlock, 'failingChecks'>;
