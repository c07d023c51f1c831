/** How a goal stands, in one sentence for people. Pure. */
import type { GoalStatus } from './goal.ts';

/** E.g. `the goal is paused: lunch`; the reason is not told twice where it names the status itself. */
export const statusSentence = (status: GoalStatus, statusReason: string): string =>
  statusReason.startsWith(`${status} `)
    ? `the goal is ${statusReason}`
    : `the goal is ${status}: ${statusReason}`;
