/**
 * The Activities that `threadWorkflow` needs, declared by the workflow and implemented by `activities/`.
 * Inputs and results hold references and counters only; text lives in the journal (Temporal history must not grow
 * with it). Every Activity is idempotent: a repeated run finds what the first one journalled.
 */
import type { BudgetLeft } from './budget.ts';
import type { Budget, CheckRole, Policy } from './contract.ts';
import type { Fallback } from './fallback.ts';
import type { ContestView } from './goal.ts';
import type { JournalEvent } from './journal-event.ts';
import type { Delivery, ThreadState } from './thread-state.ts';
import type { TwinSummary } from './twin-summary.ts';

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
  /** Only the limited dimensions; absent when nothing is limited. */
  readonly left?: BudgetLeft;
  /** The contract was edited since this turn began. */
  readonly isEdited?: true;
  /** What ended the wait before this turn. */
  readonly wokenBy?: string;
  /** Claims refused so far; absent when there were none. */
  readonly refusedAudits?: number;
  /** Turns in a row in which the model named the same blocker; absent when it named none lately. */
  readonly blockedTurns?: number;
  /** Where the latest results of the checks stand in the journal. */
  readonly checksSeq?: number;
  /** Where the auditor's ruling on the latest claim stands in the journal; absent when the auditor was not asked. */
  readonly auditSeq?: number;
  /** Where the latest claim or iteration was recorded; absent while there is none. */
  readonly ledgerSeq?: number;
  /** What became of the latest claim of completion, where its own answer could not say so. */
  readonly claimEnd?: ClaimEnd;
  /** Checks that the model has contested; absent when there are none. */
  readonly contests?: readonly ContestView[];
}

/** The end of a claim that was decided, or given up, after its tool call had been answered. */
export interface ClaimEnd {
  /**
   * A person was asked and said no (`notAccepted`), or said nothing in time (`unanswered`). `lapsed`: something else came between,
   * so that nobody rules on it any more.
   */
  readonly how: 'notAccepted' | 'unanswered' | 'lapsed';
  /** Of one that has lapsed: what it was judged by is another contract now. Absent: something else came between. */
  readonly because?: 'edited';
  /** Where the results that were claimed on stand in the journal. */
  readonly checksSeq?: number;
}

interface Step {
  readonly threadId: string;
  readonly turn: number;
  /** The journal position this Activity writes at; chosen by the workflow, so a retry writes to the same place. */
  readonly seq: number;
  /** Events of the workflow that are to be journalled along with this step; absent when there are none. */
  readonly events?: readonly JournalEvent[];
  /** Queued user messages that enter the transcript here; absent when there are none. */
  readonly inputs?: readonly Delivery[];
}

export interface ModelCallInput extends Step {
  readonly kind: TurnKind;
  readonly goal?: GoalView;
  /** The thread is in plan mode: nothing may be changed. */
  readonly isPlanning?: true;
  /** The goal's deadline: a repeated attempt is not made after it. */
  readonly deadlineMs?: number;
  /** The reply before this one was cut short: the model is told so. */
  readonly cutBy?: CutBy;
  /** The transcript has just been compacted for this call: it is made however long it still is. */
  readonly isCompacted?: true;
  /** Something ran since the workspace was last looked at: its digest is wanted along with the reply. */
  readonly wantsDigest?: true;
  /** `false`: the model may only write text (wrap-up, or the closing words of a completed goal). */
  readonly tools: boolean;
}

/** Makes room in the requests of a thread; `seq` is the place that the call had which did not fit. */
export interface CompactionInput extends Step, Outgrown {
  readonly kind: TurnKind;
  readonly goal?: GoalView;
  readonly isPlanning?: true;
  /** The goal's deadline: a repeated attempt is not made after it. */
  readonly deadlineMs?: number;
}

/** A tool call as the workflow sees it; the arguments stay in the journal. */
export interface ToolCallRef {
  readonly callId: string;
  /** May run beside others and may be repeated. */
  readonly readOnly: boolean;
  /** Does something; `false` for planning and status tools, which do not keep a goal going. */
  readonly isWork: boolean;
  /** The goal's boundaries leave other tools only: it is answered so, and not run. */
  readonly isForbidden?: true;
  /** Wants the goal's live figures along; absent for the others. */
  readonly showsGoal?: true;
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
  | { readonly for: 'input' }
  /** The contract is in the journal under (goalId, revision 1) already. */
  | { readonly for: 'goal'; readonly goal: NewGoal };

/** A goal as the workflow hears of it; the contract's text is in the journal. */
export interface NewGoal {
  readonly goalId: string;
  readonly title: string;
  readonly budget: Budget;
  readonly policy: Policy;
  readonly notBeforeMs?: number;
  /** Its contract has an auditor, who rules on a claim of completion after the checks. */
  readonly hasAuditor?: true;
}

/** How long the attempt that succeeded took: what a goal pays as active time. Waiting for a retry or a worker is free. */
export interface Timed {
  readonly durationMs?: number;
}

/** What cut a reply short: the limit of its length, or the provider's content filter. */
export type CutBy = 'outputLimit' | 'contentFilter';

/** Tokens of model calls, and their price. */
export interface ModelUsage {
  readonly inputTokens: number;
  readonly cachedInputTokens: number;
  readonly outputTokens: number;
  /** Absent when the model has no price. */
  readonly costUsd?: number;
}

/** A request that is longer than its model's window: no reply was given, and nothing is journalled in its place. */
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
  readonly ruling?: Ruling;
  /** When this has passed, the budget's time is over and the call is stopped; absent when time is not limited. */
  readonly timeLeftMs?: number;
}

export interface Ruling {
  readonly granted: boolean;
  readonly text: string;
}

export interface ToolCallResult extends Timed {
  readonly ok: boolean;
  /** The worker was lost while the command ran: what it did is unknown. */
  readonly interrupted?: true;
  /** It wrote a line of the ledger or of the experiment log. */
  readonly recorded?: true;
  /** It recorded a claim on evidence that no claim before it had. */
  readonly isNearer?: true;
}

export interface ChecksInput extends Step {
  readonly goal: GoalRef;
  readonly purpose: 'baseline' | 'audit' | 'request';
  /**
   * The tool call that asked for the audit; the verdict is journalled as its result. Absent when that is the auditor's to
   * give: then the results are an event.
   */
  readonly callId?: string;
}

export interface CheckOutcome {
  readonly name: string;
  readonly role: CheckRole;
  readonly passed: boolean;
  /** `null`: the command could not run at all, or was killed. */
  readonly exitCode: number | null;
  readonly metric?: number;
  /** How far the metric is from its bound: 0 when it satisfies it. */
  readonly gap?: number;
  /** Why it did not pass, in a few words. */
  readonly reason?: string;
  /** The check is hidden: no figure, exit code or reason is told, since the program under test could speak through them. */
  readonly isHidden?: true;
}

export interface ChecksResult extends Timed {
  readonly outcomes: readonly CheckOutcome[];
  /** Protected paths that differ from their sealed state. */
  readonly changedProtectedPaths: readonly string[];
  /** Changed files that checks read, neither declared as the work nor protected; absent when there are none. */
  readonly undeclaredReads?: readonly string[];
  /** Checks that pass and lean on nothing that was done; absent when there are none. */
  readonly unproven?: readonly string[];
  /** Verification checks that passed before the work already, and so prove nothing of it; absent when there are none. */
  readonly passedBefore?: readonly string[];
  /** How each check fared against its twins; absent when none ran. */
  readonly twins?: readonly TwinSummary[];
  /**
   * Nothing refuses the claim, but a person has to accept that these tests or configurations were changed. `proven` is false until then;
   * absent when nobody need be asked. `pathCount`: of all, where they are more than are listed.
   */
  readonly awaitsPerson?: { readonly paths: readonly string[]; readonly pathCount?: number };
  /** All checks passed, each on a copy of the same workspace, and nothing protected changed. */
  readonly proven: boolean;
  /** Says in one line what refused the claim; absent when proven. */
  readonly reason?: string;
  /** A check that cannot run at all (no such command, sandbox failure): blocks the goal at baseline. */
  readonly cannotRun?: string;
  /** First digits of the digest of the workspace that was checked. */
  readonly workspaceDigest?: string;
}

export interface JudgeClaimInput extends Step {
  readonly goal: GoalRef;
  /** The tool call that claims completion; the verdict is journalled as its result. */
  readonly callId: string;
  /** Where the results of the checks that ran for this claim stand in the journal. */
  readonly checksSeq: number;
  /** What the goal may still spend on model calls; the auditor is brought to its verdict when it is used up. */
  readonly left?: Pick<BudgetLeft, 'tokens' | 'costUsd'>;
  /** The goal's deadline: a repeated attempt is not made after it. */
  readonly deadlineMs?: number;
}

/** What model calls have cost. */
export interface Spent {
  readonly modelCalls: number;
  readonly usage: ModelUsage;
}

export interface JudgeClaimResult extends Timed, Spent {
  /** The checks refuse nothing, and the auditor found every requirement proven. */
  readonly accepted: boolean;
  /** The checks left the verdict to the auditor. */
  readonly isAudited: boolean;
  /** Which requirements refused the claim, by number, or what else did; absent when accepted. */
  readonly reason?: string;
}

export interface Activities {
  callModel(input: ModelCallInput): Promise<ModelCallResult>;
  /** Journals how the transcript is shown from here on; says what the summary has cost. */
  compactTranscript(input: CompactionInput): Promise<Spent & Timed>;
  runToolCall(input: ToolCallInput): Promise<ToolCallResult>;
  runChecks(input: ChecksInput): Promise<ChecksResult>;
  /** The auditor's part of an audit: rules on the claim once the checks have run. Fails rather than guess. */
  judgeClaim(input: JudgeClaimInput): Promise<JudgeClaimResult>;
  /** Journals what is in the outbox when no other Activity is about to run. */
  recordEvents(input: {
    readonly threadId: string;
    readonly events?: readonly JournalEvent[];
    readonly inputs?: readonly Delivery[];
  }): Promise<void>;
  /** Puts the thread's state away until it is reopened. */
  archiveThread(input: { readonly threadId: string; readonly state: ThreadState }): Promise<void>;
}
