import type { GoalRef } from './goal-ref.ts';

/**
 * Asks a person whether to accept a claim although what decides the checks was changed: it waits on the goal
 * for an answer.
 */
export interface ClaimQuestion {
  readonly kind: 'changedTests';
  readonly inputId: string;
  /** Whose claim, in which revision. */
  readonly goal: GoalRef;
  /** Where the results of the checks, and all that was changed, stand in the journal. */
  readonly checksSeq: number;
  /** The auditor's ruling on the same claim stands here. */
  readonly auditSeq?: number;
  /** The first of the changed files, for people; `pathCount`: of all. */
  readonly paths: readonly string[];
  readonly pathCount: number;
  readonly askedAtMs: number;
  /** The claim is refused without an answer until then. */
  readonly deadlineMs: number;
}
