/**
 * The report of a goal: what it was, what the service saw for itself, what the model says, what it cost, and
 * what would unlock it. This is its JSON form, and all that the other forms are made of. Times are ISO 8601
 * instants in UTC. Fields are only ever added to it.
 */
import type { Labels } from '../journal/rows/labels.ts';
import type { Contract } from '../workflows/contract/contract.ts';
import type { ClaimStatus } from '../workflows/evidence/ledger.ts';
import type { Contest, GoalStatus } from '../workflows/goal/goal.ts';
import type { StatusCause } from '../workflows/goal/status-cause.ts';
import type { Listed } from './listed.ts';
import type { ChangedFiles, Headline, OpenQuestion, ReportedWork, ResultLinks } from './outcome-report.ts';
import type { CheckReport } from './reported-checks.ts';
import type { AuditorReport, Experiment, RefusedAudit, ReportedClaim } from './reported-claims.ts';
import type { UsageReport } from './reported-usage.ts';

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
  /** Where the results can be taken from. */
  readonly links: ResultLinks;
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
  /** Patterns of what is to be put back to the accepted state when the checks run next; absent: nothing. */
  readonly pendingRestore?: readonly string[];
  /** The last that the model said for this goal. Its words, and no evidence. */
  readonly closingWords: ModelWords | null;
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
  /** It was given by whoever made the goal; absent: it has none. */
  readonly title?: string;
  readonly metadata: Labels['metadata'];
  readonly objective: string;
  readonly status: GoalStatus;
  readonly statusReason: string;
  /** The same for programs; absent in records of older releases. */
  readonly statusCause?: StatusCause;
  /** Why no turn of the active goal starts by itself until a person acts; absent: it is not stalled. */
  readonly stalledBecause?: string;
  /** How often the contract was edited, plus one. */
  readonly revision: number;
  readonly setAt: string;
  /** When it came to the status that it has; for an active goal, the last recorded change. */
  readonly changedAt: string;
  /** It lasts from `setAt` until it came to its status; for an active goal, until the report was made. */
  readonly durationSeconds: number;
  /** When the report was made. */
  readonly reportedAt: string;
  /** The end of the record, where no worker says how the goal stands now; absent: it stands so now. */
  readonly asOf?: string;
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
  /** Patterns of what a person wanted put back to the accepted state with it. */
  readonly restored?: readonly string[];
  /** No run of the checks has put them back yet. */
  readonly isRestorePending?: true;
  /** Those of them that covered nothing, accepted or there. */
  readonly restoredNothing?: readonly string[];
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
  /** What an active goal waits for while nothing runs; absent: something runs, or its status says it. */
  readonly waitsFor?: 'person' | 'time' | 'event';
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
