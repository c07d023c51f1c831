/**
 * How a goal stands, in the few words that a reader takes along: "active" alone reads as "it works". Pure.
 */
import type { GoalStatus } from '../../workflows/goal/goal.ts';
import type { Report } from '../report.ts';

const STATUS_WORDS: Readonly<Record<GoalStatus, string>> = {
  complete: 'Complete',
  active: 'Active',
  paused: 'Paused',
  blocked: 'Blocked',
  usageLimited: 'Usage limited',
  budgetLimited: 'Budget limited',
  cleared: 'Cleared',
};

export interface ToldStanding {
  /** E.g. `Active, stalled, waits for you`. */
  readonly words: string;
  /** Why it stands so. */
  readonly reason: string;
  /** An active goal that does not go on without a person. */
  readonly needsPerson: boolean;
}

export function standingOf({
  goal: { status, statusReason, stalledBecause },
  question,
  unlock: { waitsFor },
}: Pick<Report, 'goal' | 'question' | 'unlock'>): ToldStanding {
  const words = STATUS_WORDS[status];
  if (status !== 'active' || waitsFor === undefined)
    return { words, reason: statusReason, needsPerson: false };
  if (waitsFor !== 'person') return { words: `${words}, waits`, reason: statusReason, needsPerson: false };
  if (question !== null)
    return { words: `${words}, waits for your answer`, reason: 'a question is open', needsPerson: true };
  return stalledBecause === undefined
    ? { words: `${words}, waits for you`, reason: statusReason, needsPerson: true }
    : {
        words: `${words}, stalled, waits for you`,
        reason: `no turn starts by itself, because ${stalledBecause}`,
        needsPerson: true,
      };
}
