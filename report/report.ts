/**
 * The report of a goal: what it was, what the service saw for itself, what the model says, what it cost, and
 * what would unlock it. This is its JSON form, and all that the other forms are made of. Times are ISO 8601
 * instants in UTC. Fields are only ever added to it.
 */
import type { Usage } from '../workflows/budget/usage.ts';
import type { CheckRole, Contract } from '../workflows/contract/contract.ts';
import type { ClaimStatus, EvidenceRef } from '../workflows/evidence/ledger.ts';
import type { Contest, GoalStatus } from '../workflows/goal/goal.ts';
import type { StatusCause } from '../workflows/goal/status-cause.ts';
import type { ChangedFiles, Headline, OpenQuestion, ReportedWork } from './outcome-report.ts';
import type { TurnSum } from './turn-sum.ts';

export interface Report {
  readonly goal: ReportedGoal;
  /** One paragraph that claims nothing beyond the evidence. */
  readonly summary: string;
  /** The same for whoever has time for five lines. */
  readonly headline: Headline;
  /** Where the evidence is thinner than it looks, one sentence each; stated in the summary too. */
  readonly caveats: readonly string[];
  readonly contract: { readonly asSet: Contract; readonly edits: readonly ContractEdit[] };
  /** The checks of the contract as it stands, verification first. */
  readonly checks: readonly CheckReport[];
  /** `null`: not known, since nobody has looked. */
  readonly changedFiles: ChangedFiles | null;
  /** What was changed and made, at the same look; `null`: not on record. */
  readonly work: ReportedWork | null;
  /** What a person is asked; `null`: nothing. */
  readonly question: OpenQuestion | null;
  /**
   * Changes that were not in the copy that the checks ran in, since the contract does not declare them as the
   * work.
   */
  readonly leftOut: readonly string[];
  /** Claims are counted by the status that each claim has now, not by the one it was recorded with. */
  readonly claims: Readonly<Record<ClaimStatus, readonly ReportedClaim[]>>;
  readonly experiments: Listed<Experiment>;
  readonly refusedAudits: Listed<RefusedAudit>;
  /** `null`: the auditor has not ruled, or the contract has none. */
  readonly auditor: AuditorReport | null;
  readonly usage: UsageReport;
  /** When another model than the thread's own came to answer, and when it went; absent when none did. */
  readonly modelSwitches?: Listed<ModelSwitch>;
  /** Checks that the model has contested, each with what became of it; absent when there are none. */
  readonly contestedChecks?: readonly (Pick<Contest, 'check' | 'turn' | 'ruling'> & {
    /** What the model finds wrong with it, and what the person said with the ruling. */
    readonly contradiction?: string;
    readonly reason?: string;
  })[];
  readonly unlock: Unlock;
  /** The last that the model said for this goal. Its words, and no evidence. */
  readonly closingWords: ModelWords | null;
}

/** The newest of a list that may be too long to show; `total` counts all. */
export interface Listed<T> {
  readonly total: number;
  readonly shown: readonly T[];
}

export interface ModelSwitch {
  readonly turn: number;
  readonly at: string;
  /** Who answers from then on; `null`: the thread's own model. */
  readonly model: string | null;
  /** Why the models before it were passed over. */
  readonly reason?: 'notFound' | 'unavailable';
}

export interface ReportedGoal {
  readonly threadId: string;
  readonly goalId: string;
  readonly objective: string;
  readonly status: GoalStatus;
  readonly statusReason: string;
  /** The same for programs; absent in records of older releases. */
  readonly statusCause?: StatusCause;
  /** How often the contract was edited, plus one. */
  readonly revision: number;
  readonly setAt: string;
  /** When it came to the status that it has; for an active goal, the last recorded change. */
  readonly changedAt: string;
  /** It lasts from `setAt` until it came to its status; for an active goal, until the report was made. */
  readonly durationSeconds: number;
  /** When the report was made. */
  readonly reportedAt: string;
  /** The goal that took the place of this one. */
  readonly replacedBy?: string;
}

export interface ContractEdit {
  readonly revision: number;
  readonly at: string;
  readonly actor: string;
  /** Fields stand by dotted path into the contract; what is absent on one side was added or taken out. */
  readonly fields: readonly { readonly field: string; readonly before?: string; readonly after?: string }[];
  /** The state of the workspace that was accepted with it; of `paths` only, where there are any. */
  readonly accepted?: { readonly stateId: string; readonly paths?: readonly string[] };
  /** Patterns of what was put back to the accepted state with it. */
  readonly restored?: readonly string[];
}

export interface CheckReport {
  readonly name: string;
  readonly role: CheckRole;
  readonly command: string;
  /** E.g. `exit 0, p95_ms < 120`. */
  readonly wanted: string;
  /** The first result of the check as it stands; `null`: it did not run before the first turn. */
  readonly baseline: ReportedCheckResult | null;
  /**
   * The result that counts: of the audit that completed the goal, else the latest. `null`: none since the
   * baseline.
   */
  readonly final: ReportedCheckResult | null;
  readonly metric: MetricTrend | null;
  /** Whether it was shown to be able to fail on this very work, at the last claim; `null`: nobody tried. */
  readonly twins: TwinReport | null;
}

/** What twins showed: the check run again with one expectation of its tests changed. */
export interface TwinReport {
  readonly standing: 'canFail' | 'cannotFail' | 'recognised' | 'notShown';
  /** Twins that had to fail. */
  readonly tried: number;
  /** Those of them that passed. */
  readonly survived: number;
  readonly reason?: string;
}

/** All runs of a check in one audit, baseline or request. */
export interface ReportedCheckResult {
  readonly seq: number;
  readonly at: string;
  readonly purpose: 'baseline' | 'audit' | 'request';
  readonly revision: number;
  /** Every run passed. */
  readonly passed: boolean;
  readonly runs: number;
  readonly passedRuns: number;
  /**
   * It is that of the run that decided: the first that failed, else the one with the worst figure, else the
   * last; so are all that follow.
   */
  readonly exitCode: number | null;
  readonly metric: number | null;
  /** Every run that gave a figure has it here, in order; absent where one run gives one figure. */
  readonly metrics?: readonly number[];
  readonly reason: string | null;
  readonly outputSha256: string;
  /** The end of what a run that failed printed; only of the latest result. */
  readonly outputTail?: string;
  /** The end of what it wrote to the channel of its figure. */
  readonly channelTail?: string;
  /** All runs together took so long. */
  readonly durationSeconds: number;
  /** It is the digest of the workspace that the copy was made of, not of the copy. */
  readonly workspaceDigest: string;
  readonly reads: ReportedReads | null;
}

/**
 * Which files the check read, as far as that matters for trust in it. `null` above: from an older release.
 */
export type ReportedReads =
  | { readonly known: false; readonly reason: string }
  | {
      readonly known: true;
      readonly count: number;
      /** Changed since the accepted state, and neither the declared work nor protected. */
      readonly undeclared: readonly string[];
      /** Neither declared nor protected: who changes them changes what the check means. */
      readonly unprotected: readonly string[];
    };

export interface MetricTrend {
  readonly name: string;
  readonly op: '<' | '<=' | '>' | '>=' | '==';
  /** The finish line. */
  readonly bound: number;
  /** One for each run that gave a number, in order. */
  readonly points: readonly MetricPoint[];
  /** Points between the first and the next one that are left out, when there are too many. */
  readonly omittedPoints: number;
}

export interface MetricPoint {
  /** Runs with the same one belong together. */
  readonly seq: number;
  readonly at: string;
  /** `null`: before the first turn of the goal. */
  readonly turn: number | null;
  readonly purpose: 'baseline' | 'audit' | 'request';
  readonly value: number;
  readonly passed: boolean;
}

export interface ReportedClaim {
  readonly claim: string;
  /** What it was recorded as, when that does not stand any more. */
  readonly recordedAs?: ClaimStatus;
  /** Why evidence does not stand any more, one line for each piece. */
  readonly stale: readonly string[];
  readonly route: string;
  readonly evidence: readonly {
    readonly ref: EvidenceRef;
    /** Who produced it, in plain words. */
    readonly source: string;
    readonly summary: string;
  }[];
  readonly uncertainty: string;
  readonly turn: number;
  readonly at: string;
}

export interface Experiment {
  readonly turn: number;
  readonly at: string;
  readonly changed: string;
  readonly observed: string;
  readonly next: string;
}

export interface RefusedAudit {
  readonly turn: number;
  readonly at: string;
  readonly reason: string;
  /** What failed, one line for each check or protected path. */
  readonly failed: readonly string[];
  /** What the auditor did not find proven; empty when it was not asked. */
  readonly requirements: readonly ReportedRequirement[];
}

/**
 * A second model's ruling on the claim of completion that was made last. A model's words, given under a fixed
 * form.
 */
export interface AuditorReport {
  readonly model: string;
  readonly turn: number;
  readonly at: string;
  readonly accepted: boolean;
  readonly summary: string;
  readonly requirements: readonly ReportedRequirement[];
}

export interface ReportedRequirement {
  readonly requirement: string;
  /** `proven`, `contradicted`, `incomplete`, `weak` or `missing`. */
  readonly ruling: string;
  readonly evidence: string;
  readonly why: string;
}

export interface UsageReport {
  readonly total: Usage & { readonly tokens: number; readonly durationSeconds: number };
  /** Money, model calls and active time are counted until then; tokens, tool calls and turns may be newer. */
  readonly asOf: string;
  readonly budget: readonly BudgetLine[];
  /** The turns, with `earlierTurns` and `beside`, add up to `total`. */
  readonly byTurn: Listed<TurnUsage>;
  /**
   * Used by the goal beside its turns (runs of the auditor between them, say); less than nothing: what turns
   * of it used for others.
   */
  readonly beside?: { readonly tokens: number; readonly toolCalls: number };
  /** The turns that `byTurn` does not show, together. */
  readonly earlierTurns?: TurnSum;
}

export interface BudgetLine {
  readonly dimension: 'tokens' | 'costUsd' | 'turns' | 'toolCalls' | 'timeSeconds' | 'deadline';
  /** It is the time of the report for a deadline. */
  readonly used: number | string;
  readonly limit: number | string;
  readonly isReached: boolean;
}

export interface TurnUsage {
  readonly turn: number;
  readonly kind: 'user' | 'continuation' | 'wrapUp';
  readonly startedAt: string;
  /** `null` while it runs; its figures are then what is counted so far. */
  readonly durationSeconds: number | null;
  readonly tokens: number;
  readonly toolCalls: number;
  readonly failure?: string;
}

/** What the goal waits for, and who can give it. */
export interface Unlock {
  /** One sentence. */
  readonly what: string;
  /** What a person does, in order; empty when there is nothing to do. */
  readonly steps: readonly string[];
  /** Checks that did not pass when they last ran, one line each. */
  readonly failingChecks: readonly string[];
  /** The model's account of what blocks it. Its words. */
  readonly blocker?: { readonly name: string; readonly needed: string; readonly attempted: string };
  /** When it goes on by itself. */
  readonly resumesAt?: string;
  /** What the model said in the turn that summed up. Its words. */
  readonly nextStep?: ModelWords;
}

export interface ModelWords {
  readonly turn: number;
  readonly at: string;
  readonly text: string;
}
