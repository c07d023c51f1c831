/**
 * The Activities that `threadWorkflow` needs, declared by the workflow and implemented by `activities/`.
 * Inputs and results hold references and counters only; text lives in the journal (Temporal history must not
 * grow with it). Every Activity is idempotent: a repeated run finds what the first one journalled.
 */
import type { BudgetLeft } from './budget/budget.ts';
import type { Spent, Timed } from './budget/spent.ts';
import type { ModelUsage } from './budget/usage.ts';
import type { JudgeClaimResult } from './evidence/auditor.ts';
import type { ChecksVerdict } from './evidence/checks-verdict.ts';
import type { GoalRef } from './goal/goal-ref.ts';
import type { GoalView } from './goal/goal-view.ts';
import type { RecordGap } from './thread/record-gap.ts';
import type { CallAnswer } from './thread/state/call-answer.ts';
import type { Fallback } from './thread/state/fallback.ts';
import type { JournalEvent } from './thread/state/journal-event.ts';
import type { DeliveredInput, ThreadState } from './thread/state/thread-state.ts';
import type { CutBy } from './turn/cut-replies.ts';
import type { Foreseen } from './turn/repetition.ts';
import type { ForeseenAnswer } from './turn/same-answers.ts';
import type { ToolCallRef } from './turn/tool-call-ref.ts';
import type { TurnKind } from './turn/turn-kind.ts';

interface Step {
  readonly threadId: string;
  readonly turn: number;
  /**
   * The journal position this Activity writes at; chosen by the workflow, so a retry writes to the same
   * place.
   */
  readonly seq: number;
  /** Events of the workflow that are to be journalled along with this step; absent when there are none. */
  readonly events?: readonly JournalEvent[];
  /** Queued user messages that enter the transcript here; absent when there are none. */
  readonly inputs?: readonly DeliveredInput[];
  /** A place that was written before; a journal that holds nothing there is older than the thread. */
  readonly after?: number;
}

export interface ModelCallInput extends Step {
  readonly kind: TurnKind;
  readonly goal?: GoalView;
  /** The thread is in plan mode: nothing may be changed. */
  readonly isPlanning?: true;
  /** The thread's goal in plan mode: it is shown, and neither worked for nor charged. */
  readonly shownGoal?: GoalView;
  /** The goal's deadline: a repeated attempt is not made after it. */
  readonly deadlineMs?: number;
  /** The reply before this one was cut short: the model is told so. */
  readonly cutBy?: CutBy;
  /** The transcript has just been compacted for this call: it is made however long it still is. */
  readonly isCompacted?: true;
  /** Something ran since the workspace was last looked at: its digest is wanted along with the reply. */
  readonly wantsDigest?: true;
  /** The place of a call that ended without a word: what the record holds there is told, to be paid. */
  readonly unheardSeq?: number;
  /** `false`: the model may only write text (wrap-up, or the closing words of a completed goal). */
  readonly tools: boolean;
}

/** Makes room in the requests of a thread; `seq` is the place that the call had which did not fit. */
export interface CompactionInput extends Step, Outgrown {
  readonly kind: TurnKind;
  readonly goal?: GoalView;
  readonly isPlanning?: true;
  readonly shownGoal?: GoalView;
  /** The goal's deadline: a repeated attempt is not made after it. */
  readonly deadlineMs?: number;
}

/**
 * A request that is longer than its model's window: no reply was given, and nothing is journalled in its
 * place.
 */
export interface Outgrown {
  /** It was not sent since it would be refused, by an estimate; or the provider has refused it. */
  readonly reason: 'estimated' | 'refused';
  /** The window's length in the provider's words, if it said so. */
  readonly saidTokens?: number;
}

export interface ModelCallResult extends Timed {
  /** The transcript has to be compacted before the call can be made. */
  readonly outgrown?: Outgrown;
  readonly toolCalls: readonly ToolCallRef[];
  readonly usage: ModelUsage;
  /** Another model than the thread's own gave the reply. */
  readonly fallback?: Fallback;
  /** What answers before this reply have cost that could not be used; absent when there were none. */
  readonly wasted?: Spent;
  /** What the reply at `unheardSeq` has cost; absent when the record holds none there. */
  readonly unheard?: Spent;
  /** The reply was cut short; what there is of it is kept. */
  readonly cutBy?: CutBy;
  /** First digits of the workspace's digest, when it was asked for. */
  readonly workspaceDigest?: string;
}

export interface ToolCallInput extends Step {
  readonly callId: string;
  /** Where the reply that holds the call and its arguments stands in the journal. */
  readonly replySeq: number;
  /** Only for a tool that shows it. */
  readonly goal?: GoalView;
  /** The workflow's answer to a claim or another ask; a call that has one is answered with it and not run. */
  readonly ruling?: CallAnswer;
  /**
   * When this has passed, the budget's time is over and the call is stopped; absent when time is not limited.
   */
  readonly timeLeftMs?: number;
  /** The command sees a workspace that it cannot change: the thread is in plan mode. */
  readonly isReadOnly?: true;
  /**
   * The model is told if the call turns out to repeat one of these; absent while the turn does not go round.
   */
  readonly foreseen?: readonly Foreseen[];
  /** The same of a call that is answered as those before it; absent while answers differ. */
  readonly foreseenAnswer?: ForeseenAnswer;
}

export interface ToolCallResult extends Timed {
  readonly ok: boolean;
  /** Tells the call and its result from others; absent in results of older releases. */
  readonly digest?: string;
  /** Tells how it was answered from other answers of its tool, whatever the arguments. */
  readonly answerDigest?: string;
  /** The worker was lost while the command ran: what it did is unknown. */
  readonly interrupted?: true;
  /** It wrote a line of the ledger or of the experiment log. */
  readonly recorded?: true;
  /** It recorded a claim on evidence that no claim before it had. */
  readonly isNearer?: true;
}

export interface ChecksInput extends Step {
  readonly goal: GoalRef;
  readonly purpose: 'baseline' | 'audit' | 'request' | 'measure';
  /**
   * The tool call that asked for the audit; the verdict is journalled as its result. Absent when that is the
   * auditor's to give: then the results are an event.
   */
  readonly callId?: string;
}

export interface JudgeClaimInput extends Step {
  readonly goal: GoalRef;
  /** The tool call that claims completion; the verdict is journalled as its result. */
  readonly callId: string;
  /** Where the results of the checks that ran for this claim stand in the journal. */
  readonly checksSeq: number;
  /**
   * What the goal may still spend on model calls; the auditor is brought to its verdict when it is used up.
   */
  readonly left?: Pick<BudgetLeft, 'tokens' | 'costUsd'>;
  /** The goal's deadline: a repeated attempt is not made after it. */
  readonly deadlineMs?: number;
}

export interface PlacementInput extends Step {
  /** The journal keeps what is to be placed under it. */
  readonly requestId: string;
  /** The goal that is under way; what is placed is of its accepted state from here on. */
  readonly goal?: GoalRef;
}

/** What is asked for threads that are let go of; no thread's own workflow asks for it. */
export interface PurgeActivities {
  /** Ends the thread's workflow. `isAtWork`: what it had running has yet to notice. */
  endThread(input: { readonly threadId: string }): Promise<{ readonly isAtWork: boolean }>;
  /** Workspace, rows and history of a thread that is being purged. */
  removeThread(input: { readonly threadId: string }): Promise<void>;
  /** Tells all who keep states that what nobody needs will go. */
  announceSweep(): Promise<{ readonly announcedAtMs: number }>;
  /** Removes the states that no thread needs, long enough after it was announced. */
  sweep(input: { readonly announcedAtMs: number }): Promise<{ readonly isAnyLeft: boolean }>;
  /** Marks the threads that the operator's rules let go of, and says which are to be put away and purged. */
  planRetention(): Promise<{ readonly toArchive: readonly string[]; readonly toPurge: readonly string[] }>;
}

export interface PushInput {
  readonly threadId: string;
  /** The journal keeps what is to be pushed under it. */
  readonly requestId: string;
}

/** Activities of other workflows than the thread's. */
export interface PushActivities {
  /** Pushes a state to the repository that it comes from; the journal says what became of it. */
  pushWork(input: PushInput): Promise<void>;
}

export interface Activities {
  callModel(input: ModelCallInput): Promise<ModelCallResult>;
  /** Journals how the transcript is shown from here on; says what the summary has cost. */
  compactTranscript(input: CompactionInput): Promise<Spent & Timed>;
  runToolCall(input: ToolCallInput): Promise<ToolCallResult>;
  runChecks(input: ChecksInput): Promise<ChecksVerdict>;
  /** The auditor's part of an audit: rules on the claim once the checks have run. Fails rather than guess. */
  judgeClaim(input: JudgeClaimInput): Promise<JudgeClaimResult>;
  /** Places what a person has sent, as accepted. `false`: it could not be; the record says why. */
  placeWork(input: PlacementInput): Promise<{ readonly isPlaced: boolean }>;
  /** Journals what is in the outbox when no other Activity is about to run. */
  recordEvents(input: {
    readonly threadId: string;
    readonly events?: readonly JournalEvent[];
    readonly inputs?: readonly DeliveredInput[];
    readonly after?: number;
  }): Promise<undefined | { readonly gap: RecordGap }>;
  /** Puts the thread's state away until it is reopened. */
  archiveThread(input: { readonly threadId: string; readonly state: ThreadState }): Promise<void>;
}
