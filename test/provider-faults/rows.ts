/** The table of provider faults, in the order of its page. */
import type { FaultRow } from './fault-row.ts';
import { ASKED_AGAIN } from './rows/asked-again.ts';
import { ODD_REPLIES } from './rows/odd-replies.ts';
import { REFUSED } from './rows/refused.ts';
import { TOO_LONG } from './rows/too-long.ts';
import { USAGE_LIMITS } from './rows/usage-limits.ts';
import { WAITED_OUT } from './rows/waited-out.ts';

export const ROWS: readonly FaultRow[] = [
  ...WAITED_OUT,
  ...ASKED_AGAIN,
  ...REFUSED,
  ...TOO_LONG,
  ...USAGE_LIMITS,
  ...ODD_REPLIES,
];
