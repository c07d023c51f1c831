import type { BudgetLeft } from '../budget/budget.ts';
import type { ClaimEnd } from './claim-end.ts';
import type { ContestView } from './contest-view.ts';
import type { GoalRef } from './goal-ref.ts';

/** The live figures that the closing block of a request shows; everything else is read from the journal. */
export interface GoalView extends GoalRef {
  readonly status: string;
  readonly tokensUsed: number;
  /** Only the limited dimensions; absent when nothing is limited. */
  readonly left?: BudgetLeft;
  /** The contract was edited since this turn began. */
  readonly isEdited?: true;
  /** The goal's first turn runs: its requests also say where it works. */
  readonly isFirstTurn?: true;
  /** What ended the wait before this turn. */
  readonly wokenBy?: string;
  /** Claims refused so far; absent when there were none. */
  readonly refusedAudits?: number;
  /** Turns in a row in which the model named the same blocker; absent when it named none lately. */
  readonly blockedTurns?: number;
  /** The words that it was named in; absent as `blockedTurns` is. */
  readonly blockerName?: string;
  /** The last automatic turn did no work. */
  readonly isSilent?: true;
  /** Nothing came nearer in so many automatic turns in a row, as the service saw by running the checks. */
  readonly turnsWithoutNearing?: number;
  /** The call whose question nobody answered in time. */
  readonly unansweredCall?: string;
  /** Where the latest results of the checks stand in the journal. */
  readonly checksSeq?: number;
  /**
   * Where the auditor's ruling on the latest claim stands in the journal; absent when the auditor was not
   * asked.
   */
  readonly auditSeq?: number;
  /** Where the latest claim or iteration was recorded; absent while there is none. */
  readonly ledgerSeq?: number;
  /** What became of the latest claim of completion, where its own answer could not say so. */
  readonly claimEnd?: ClaimEnd;
  /** Checks that the model has contested; absent when there are none. */
  readonly contests?: readonly ContestView[];
}
