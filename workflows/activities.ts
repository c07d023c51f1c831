/**
 * The Activities that `threadWorkflow` needs, declared by the workflow and implemented by `activities/`.
 * Inputs and results hold references and counters only; text lives in the journal (Temporal history must not grow
 * with it). Every Activity is idempotent: a repeated run finds what the first one journalled.
 */
import type { CheckRole } from './contract.ts';
import type { JournalEvent } from './journal-event.ts';

export type TurnKind = 'user' | 'continuation' | 'wrapUp';

/** Which goal, in which revision, an Activity works for. */
export interface GoalRef {
  readonly goalId: string;
  readonly revision: number;
}

/** The live figures that the closing block of a request shows; everything else is read from the journal. */
export interface GoalView extends GoalRef {
  readonly status: string;
  readonly tokensUsed: number;
  readonly tokensLeft?: number;
  readonly turnsLeft?: number;
  readonly toolCallsLeft?: number;
  /** Claims refused so far; absent when there were none. */
  readonly refusedAudits?: number;
  /** Where the latest results of the checks stand in the journal. */
  readonly checksSeq?: number;
}

interface Step {
  readonly threadId: string;
  readonly turn: number;
  /** The journal position this Activity writes at; chosen by the workflow, so a retry writes to the same place. */
  readonly seq: number;
  /** Events of the workflow that are to be journalled along with this step; absent when there are none. */
  readonly events?: readonly JournalEvent[];
}

export interface ModelCallInput extends Step {
  readonly kind: TurnKind;
  /** Queued user messages that enter the transcript before this call; absent when there are none. */
  readonly inputs?: readonly { readonly inputId: string; readonly seq: number }[];
  readonly goal?: GoalView;
  /** `false`: the model may only write text (wrap-up, or the closing words of a completed goal). */
  readonly tools: boolean;
}

/** A tool call as the workflow sees it; the arguments stay in the journal. */
export interface ToolCallRef {
  readonly callId: string;
  /** May run beside others and may be repeated. */
  readonly readOnly: boolean;
  /** Does something; `false` for planning and status tools, which do not keep a goal going. */
  readonly isWork: boolean;
  /** Wants the goal's live figures along; absent for the others. */
  readonly showsGoal?: true;
  /** One line for Temporal UI, e.g. `shell npm test`. */
  readonly label: string;
  /** Set when the model asks for a change of the goal's status; only the workflow may grant it. */
  readonly claim?: { readonly status: 'complete' } | { readonly status: 'blocked'; readonly blocker: string };
}

export interface ModelCallResult {
  readonly toolCalls: readonly ToolCallRef[];
  readonly usage: {
    readonly inputTokens: number;
    readonly cachedInputTokens: number;
    readonly outputTokens: number;
  };
}

export interface ToolCallInput extends Step {
  readonly callId: string;
  /** Where the reply that holds the call and its arguments stands in the journal. */
  readonly replySeq: number;
  /** Only for a tool that shows it. */
  readonly goal?: GoalView;
  /** The workflow's answer to a claim that needs no audit (a refusal, or a granted `blocked`). */
  readonly ruling?: string;
}

export interface ToolCallResult {
  readonly ok: boolean;
  /** The worker was lost while the command ran: what it did is unknown. */
  readonly interrupted?: true;
}

export interface ChecksInput extends Step {
  readonly goal: GoalRef;
  readonly purpose: 'baseline' | 'audit' | 'request';
  /** The tool call that asked for the audit; the verdict is journalled as its result. */
  readonly callId?: string;
}

export interface CheckOutcome {
  readonly name: string;
  readonly role: CheckRole;
  readonly passed: boolean;
  /** `null`: the command could not run at all, or was killed. */
  readonly exitCode: number | null;
  readonly metric?: number;
  /** Why it did not pass, in a few words. */
  readonly reason?: string;
}

export interface ChecksResult {
  readonly outcomes: readonly CheckOutcome[];
  /** Protected paths that differ from their sealed state. */
  readonly changedProtectedPaths: readonly string[];
  /** All checks passed, each on a copy of the same workspace, and nothing protected changed. */
  readonly proven: boolean;
  /** Says in one line what refused the claim; absent when proven. */
  readonly reason?: string;
  /** A check that cannot run at all (no such command, sandbox failure): blocks the goal at baseline. */
  readonly cannotRun?: string;
}

export interface Activities {
  callModel(input: ModelCallInput): Promise<ModelCallResult>;
  runToolCall(input: ToolCallInput): Promise<ToolCallResult>;
  runChecks(input: ChecksInput): Promise<ChecksResult>;
  /** Journals events when no other Activity is about to run. */
  recordEvents(input: {
    readonly threadId: string;
    readonly events?: readonly JournalEvent[];
  }): Promise<void>;
}
