/** Requests that reach a thread, as one closed union: signals (from REST, Temporal UI or the CLI) and updates. */
import type { NewGoal } from './activities.ts';

import type { ClaimAnswer } from './claim-question.ts';
import type { ContestAnswer } from './contest.ts';
import type { ThreadMode } from './thread-state.ts';

/** What a signal may carry besides its name. */
export interface LifecycleCommand {
  /** `interrupt` stops the running turn at once and pauses the goal; `pause` lets the turn end; `check` runs the checks. */
  readonly type: 'pause' | 'resume' | 'clear' | 'interrupt' | 'wake' | 'archive' | 'check';
  readonly requestId: string;
  readonly reason?: string;
  /** Refuse unless the goal has this revision. */
  readonly ifRevision?: number;
  /** Refuse unless this is the goal. */
  readonly ifGoalId?: string;
  /** Only `wake`: what happened. */
  readonly event?: string;
}

/** The goal as an edit leaves it; its contract is in the journal under the new revision already. */
export interface GoalEdit extends Omit<NewGoal, 'goalId'> {
  /** Higher than the present one. */
  readonly revision: number;
  /** What proves the goal differs (checks, protected paths, auditor): the checks run anew before the next turn. */
  readonly changesChecks: boolean;
  /** Nothing that a claim is judged by differs, so that a verdict on the revision before still counts. */
  readonly keepsJudged?: true;
  /** The checks that are changed or gone; `all` also when what they are held against differs. Absent: as `changesChecks` says. */
  readonly touchedChecks?: readonly string[] | 'all';
  /** A status that the caller wants along with the edit. */
  readonly status?: 'active' | 'paused';
}

export interface SetGoal {
  readonly type: 'setGoal';
  readonly requestId: string;
  readonly goal: NewGoal;
  readonly replace: boolean;
}

export interface EditGoal {
  readonly type: 'editGoal';
  readonly requestId: string;
  /** What the edit was made from; refused when the goal has changed since. */
  readonly ifGoalId: string;
  readonly ifRevision: number;
  readonly edit: GoalEdit;
}

export interface PostMessage {
  readonly type: 'postMessage';
  readonly requestId: string;
  readonly inputId: string;
  /**
   * `queue`: a turn of its own after the running one (default); `steer`: read by the running turn at its next model call;
   * `interrupt`: the running turn is stopped for it.
   */
  readonly delivery?: 'queue' | 'steer' | 'interrupt';
  /** Also sets a stopped goal going again, if it may. */
  readonly resumeGoal?: boolean;
}

export interface AnswerInput {
  readonly type: 'answerInput';
  readonly requestId: string;
  /** The question; absent: whichever is open about a claim. */
  readonly inputId?: string;
  /** The answer, saved as a message. To a question about a claim: words of the person for the model. */
  readonly messageId?: string;
  /** What a person says of a claim, or of a check that is contested; a question of the model takes no notice of it. */
  readonly answer?: ClaimAnswer | ContestAnswer;
}

export interface SetMode {
  readonly type: 'setMode';
  readonly requestId: string;
  readonly mode: ThreadMode;
}

export type Command = LifecycleCommand | SetGoal | EditGoal | PostMessage | AnswerInput | SetMode;
