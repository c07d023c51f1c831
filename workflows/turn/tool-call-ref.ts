import type { NewGoal } from '../goal/new-goal.ts';

/** A tool call as the workflow sees it; the arguments stay in the journal. */
export interface ToolCallRef {
  readonly callId: string;
  /** May run beside others and may be repeated. */
  readonly readOnly: boolean;
  /** Does something; `false` for planning and status tools, which do not keep a goal going. */
  readonly isWork: boolean;
  /** The goal's boundaries leave other tools only: it is answered so, and not run. */
  readonly isForbidden?: true;
  /**
   * Wants the goal's live figures along; absent for the others. `any`: also those of a goal that is not
   * worked on.
   */
  readonly showsGoal?: true | 'any';
  /** Plan mode lets it run, with a workspace that it cannot change. */
  readonly runsInPlan?: true;
  /** One line for Temporal UI, e.g. `shell npm test`. */
  readonly label: string;
  /** Set when the model asks for a change of the goal's status; only the workflow may grant it. */
  readonly claim?:
    | { readonly status: 'complete' }
    | { readonly status: 'blocked'; readonly blocker: string }
    /** A person has to say whether this check of the contract stands. */
    | { readonly status: 'contested'; readonly check: string };
  /** Set when the call wants something else of the workflow. */
  readonly asks?: Ask;
}

export type Ask =
  | { readonly for: 'wait'; readonly seconds: number; readonly event?: string }
  /** `withinSeconds`: the goal does not wait longer for an answer; absent: it waits. */
  | { readonly for: 'input'; readonly withinSeconds?: number }
  /** The contract is in the journal under (goalId, revision 1) already. */
  | { readonly for: 'goal'; readonly goal: NewGoal };
