/**
 * A goal as the workflow holds it: lifecycle, limits and figures. Its text (the contract) is in the journal.
 */
import { defined } from '../../objects/defined.ts';
import { omit } from '../../objects/omit.ts';
import type { Usage } from '../budget/usage.ts';
import type { Budget, Policy } from '../contract/contract.ts';
import type { CheckResult } from '../evidence/check-result.ts';
import type { BestResult } from '../evidence/progress.ts';
import type { ClaimEnd } from './claim-end.ts';
import type { ClaimQuestion } from './open-claim.ts';
import type { StatusCause } from './status-cause.ts';
import { statusReasonOf } from './status-reason.ts';

/** Spelled as Codex spells them on the wire. `cleared` ends a goal and is only seen in its history. */
export type GoalStatus =
  | 'active'
  | 'paused'
  | 'blocked'
  | 'usageLimited'
  | 'budgetLimited'
  | 'complete'
  | 'cleared';

export interface Goal {
  readonly goalId: string;
  /** Rises with every edit. */
  readonly revision: number;
  /** A claim is judged alike in every revision from this one on; absent: since the present one. */
  readonly judgedSince?: number;
  readonly status: GoalStatus;
  /** Why the goal is in this status, for people. */
  readonly statusReason: string;
  /** The same for programs; absent in goals that an older release brought into their status. */
  readonly statusCause?: StatusCause;
  /** First line of the objective, at most 200 characters: for lists and Temporal UI. */
  readonly title: string;
  readonly budget: Budget;
  readonly policy: Policy;
  /** No automatic turn before this time. */
  readonly notBeforeMs?: number;
  /** A claim of completion is the auditor's to grant, once the checks have passed. */
  readonly hasAuditor?: true;
  readonly usage: Usage;
  readonly setAtMs: number;
  readonly updatedAtMs: number;
  /** Checks have run once before the first turn. */
  readonly hasBaseline: boolean;
  /** Latest result of each check, baseline or audit. */
  readonly checks: readonly CheckResult[];
  /** Where they stand in the journal. */
  readonly checksSeq?: number;
  /** The same of the latest run that nobody claimed by, and that would have refused a claim. */
  readonly unprovenSeq?: number;
  /**
   * Where the auditor's ruling on the latest claim stands in the journal; absent when the auditor was not
   * asked.
   */
  readonly auditSeq?: number;
  /** Where the latest claim or iteration was recorded. */
  readonly ledgerSeq?: number;
  /** The nearest that the checks came to the finish line so far. */
  readonly best: BestResult;
  readonly refusedAudits: number;
  /**
   * Where the verdict on the latest claim that was refused stands in the journal; absent when there is none.
   */
  readonly refusedSeq?: number;
  /** What became of the latest claim after it was answered; absent when its answer says all. */
  readonly claimEnd?: ClaimEnd;
  /**
   * A person has accepted the claim while the goal was stopped: resuming completes it, if nothing comes
   * between.
   */
  readonly acceptedClaim?: ClaimQuestion;
  /**
   * The claim was proven while the goal was paused: resuming completes it, if no turn and no edit comes
   * between.
   */
  readonly provenClaim?: ProvenClaim;
  /** `statusReason` without what is added to it while a claim is held; only then. */
  readonly stoppedBecause?: string;
  /** The one summary turn after reaching the budget has run; false again after a resume. */
  readonly hasWrappedUp: boolean;
  /** Checks that the model has contested, the newest last; absent when there are none. */
  readonly contests?: readonly Contest[];
  /** When the provider's usage limit is lifted, if it said so; only while `usageLimited`. */
  readonly resumeAtMs?: number;
  /**
   * Where the model's account of the obstacle (needed, attempted) stands in the journal; only while
   * `blocked`.
   */
  readonly blockedSeq?: number;
}

/** Whether resuming completes the goal; then it needs no budget, and no baseline of its own. */
export const hasHeldClaim = ({ acceptedClaim, provenClaim }: Goal): boolean =>
  acceptedClaim !== undefined || provenClaim !== undefined;

/** One time that the model has contested a check of the contract. */
export interface Contest {
  readonly check: string;
  readonly revision: number;
  readonly turn: number;
  /** Where the model's account (contradiction, evidence) stands in the journal. */
  readonly callSeq: number;
  /**
   * `stands`: a person said so; `unanswered`: nobody said anything in time, so that it stands. `editing`: a
   * person wants to edit the contract; `edited`: that was done. `withdrawn`: something else came between.
   */
  readonly ruling: 'open' | 'stands' | 'unanswered' | 'editing' | 'edited' | 'withdrawn';
  /** When the ruling was made, or the question put. */
  readonly atMs: number;
  /** Words of the person for the model. */
  readonly messageId?: string;
}

/** Nothing stands against it any more. */
export interface ProvenClaim {
  /** What the goal's status will say of it. */
  readonly reason: string;
  /** Where the results of its checks stand in the journal. */
  readonly checksSeq?: number;
}

/**
 * Whether a verdict on that revision of the goal still counts: no edit since has touched what a claim is
 * judged by.
 */
export const isJudgedAs = (
  { revision: present, judgedSince = present }: Pick<Goal, 'revision' | 'judgedSince'>,
  revision: number,
): boolean => judgedSince <= revision && revision <= present;

/** What the journal keeps of each goal change: a record for readers, never read back by a running thread. */
export type GoalSnapshot = Pick<
  Goal,
  | 'goalId'
  | 'revision'
  | 'status'
  | 'statusReason'
  | 'statusCause'
  | 'usage'
  | 'setAtMs'
  | 'updatedAtMs'
  | 'refusedAudits'
  | 'checks'
  | 'auditSeq'
  | 'resumeAtMs'
  | 'blockedSeq'
  | 'contests'
  | 'refusedSeq'
> & {
  /** Its claim is held: resuming completes it. */
  readonly holdsProof?: true;
};

export const snapshotOf = (goal: Goal): GoalSnapshot => ({
  goalId: goal.goalId,
  revision: goal.revision,
  status: goal.status,
  statusReason: goal.statusReason,
  usage: goal.usage,
  setAtMs: goal.setAtMs,
  updatedAtMs: goal.updatedAtMs,
  refusedAudits: goal.refusedAudits,
  checks: goal.checks,
  ...defined({
    statusCause: goal.statusCause,
    auditSeq: goal.auditSeq,
    resumeAtMs: goal.resumeAtMs,
    blockedSeq: goal.blockedSeq,
    contests: goal.contests,
    refusedSeq: goal.refusedSeq,
  }),
  ...(hasHeldClaim(goal) ? { holdsProof: true as const } : {}),
});

/**
 * Puts the goal into another status; what belonged to the one before (reset time, obstacle) goes with it.
 * `said`: words for people.
 */
export function inStatus(goal: Goal, status: GoalStatus, statusCause: StatusCause, said?: string): Goal {
  const carriedOver = omit(goal, 'resumeAtMs', 'blockedSeq', 'stoppedBecause');
  return { ...carriedOver, status, statusReason: statusReasonOf(statusCause, said), statusCause };
}
