/** How a goal stands, in one sentence for people. Pure. */
import type { GoalStatus } from './goal.ts';

/** E.g. `the goal is paused: lunch`; the reason is not told twice where it names the status itself. */
export function statusSentence(status: GoalStatus, statusReason: string): string {
  const reason = withoutStop(statusReason);
  return reason.startsWith(`${status} `) ? `the goal is ${reason}` : `the goal is ${status}: ${reason}`;
}

/** A reason may be a sentence of somebody else's; what it stands in has a full stop of its own. */
export const withoutStop = (reason: string): string => reason.replace(/(?<!\.)\.\s*$/, '');
