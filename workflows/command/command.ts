/**
 * Requests that reach a thread, as one closed union: signals (from REST, Temporal UI or the CLI) and updates.
 */
import type { GoalEdit } from '../goal/edit-goal.ts';
import type { NewGoal } from '../goal/new-goal.ts';
import type { AnswerInput } from '../thread/question/open-question.ts';
import type { ThreadMode } from '../thread/state/thread-state.ts';

/** What a signal may carry besides its name. */
export interface LifecycleCommand {
  /**
   * `interrupt` stops the running turn at once and pauses the goal; `pause` lets the turn end; `check` runs
   * the checks; `placeWork` places what the journal keeps under the request's id.
   */
  readonly type: 'pause' | 'resume' | 'clear' | 'interrupt' | 'wake' | 'archive' | 'check' | 'placeWork';
  readonly requestId: string;
  readonly reason?: string;
  /** Refuse unless the goal has this revision. */
  readonly ifRevision?: number;
  /** Refuse unless this is the goal. */
  readonly ifGoalId?: string;
  /** Only `wake`: what happened. */
  readonly event?: string;
}

export interface SetGoal {
  readonly type: 'setGoal';
  readonly requestId: string;
  readonly goal: NewGoal;
  readonly replace: boolean;
  /** Refuse unless this is the goal, at this revision. */
  readonly ifGoalId?: string;
  readonly ifRevision?: number;
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
   * `queue`: a turn of its own after the running one (default); `steer`: read by the running turn at its next
   * model call; `interrupt`: the running turn is stopped for it.
   */
  readonly delivery?: 'queue' | 'steer' | 'interrupt';
  /** Also sets a stopped goal going again, if it may. */
  readonly resumeGoal?: boolean;
}

/** Takes a message back that no turn has read yet. */
export interface WithdrawMessage {
  readonly type: 'withdrawMessage';
  readonly requestId: string;
  readonly inputId: string;
}

export interface SetMode {
  readonly type: 'setMode';
  readonly requestId: string;
  readonly mode: ThreadMode;
}

export type Command =
  | LifecycleCommand
  | SetGoal
  | EditGoal
  | PostMessage
  | WithdrawMessage
  | AnswerInput
  | SetMode;
