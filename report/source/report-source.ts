/**
 * What a report is made of, as read from the journal: bounded in size however long the thread is. Shapes
 * only.
 */

import type { BlockerAccount } from '../../journal/bodies/tool-result.ts';
import type { CheckRun } from '../../journal/rows/goals/check-run.ts';
import type { AcceptedState } from '../../journal/rows/goals/saved-contract.ts';
import type { Labels } from '../../journal/rows/labels.ts';
import type { Contract } from '../../workflows/contract/contract.ts';
import type { ClaimRecord, IterationRecord } from '../../workflows/evidence/ledger.ts';
import type { WorkRecord } from '../../workflows/evidence/work-record.ts';
import type { WorkspaceChanges } from '../../workflows/evidence/workspace-changes.ts';
import type { GoalSnapshot } from '../../workflows/goal/goal.ts';
import type { OpenQuestion } from '../outcome-report.ts';
import type { ModelWords } from '../report.ts';
import type { GoalEvents } from './goal-events.ts';
import type { JournalledVerdict } from './journalled-checks.ts';
import type { Doing } from './living.ts';
import type { ReportedContest } from './read-contested.ts';

export interface ReportSource {
  readonly threadId: string;
  readonly isArchived: boolean;
  /** The thread was asked how it stands, and did not answer: more may have happened. */
  readonly isFromRecordAlone: boolean;
  /** What the thread does now; absent where nobody says, or the goal is not the thread's any more. */
  readonly doing?: Doing;
  readonly snapshot: GoalSnapshot;
  readonly labels: Labels;
  /** Every revision that ruled, in order; the last one is the snapshot's. */
  readonly contracts: readonly RevisedContract[];
  /** What became of the wishes to put something back; absent when there were none. */
  readonly restoration?: {
    /** The last revision that a run of the checks has looked at. */
    readonly seenRevision?: number;
    /** Patterns that covered nothing when it was last done. */
    readonly unmatched: readonly string[];
  };
  readonly events: GoalEvents;
  readonly checks: CheckHistory;
  /**
   * These of the verdicts that were read are the audits that were refused, oldest first, as far as they are
   * shown.
   */
  readonly refusedAudits: readonly JournalledVerdict[];
  /** The newest one that an auditor has ruled on. */
  readonly latestRuling?: JournalledVerdict;
  /** The newest verdict of any purpose. */
  readonly latestVerdict?: JournalledVerdict;
  /** What was made of the workspace, at the last look that kept it; absent in records of older releases. */
  readonly work?: WorkRecord;
  /** Absent: nobody has looked at the workspace for this goal. */
  readonly look?: Look;
  /** What a person is asked; absent when nothing is. */
  readonly question?: OpenQuestion;
  readonly claims: readonly ClaimRecord[];
  readonly iterations: readonly IterationRecord[];
  readonly blocker?: BlockerAccount;
  readonly closingWords?: ModelWords;
  /** Checks that the model has contested, with what was said about them; absent when there are none. */
  readonly contested?: readonly ReportedContest[];
}

export interface RevisedContract {
  readonly revision: number;
  readonly contract: Contract;
  /** The state of the workspace that was accepted last. */
  readonly accepted?: AcceptedState;
  /** Patterns of what a person had put back to it with this revision. */
  readonly restored?: readonly string[];
}

/** Results of the checks, one after another, by the name of the check. */
/** What was changed when the service last looked. */
export interface Look {
  readonly seq: number;
  readonly at: Date;
  readonly changes: WorkspaceChanges;
  /** Calls of tools have followed. */
  readonly isOutdated: boolean;
}

export type CheckHistory = ReadonlyMap<string, CheckSeries>;

export interface CheckSeries {
  readonly results: readonly RunGroup[];
  /** How many are left out, between the first results and the last. */
  readonly omitted: number;
}

/** The runs of one check at one place of the journal. */
export interface RunGroup {
  readonly seq: number;
  readonly purpose: CheckRun['purpose'];
  readonly revision: number;
  readonly workspaceDigest: string;
  /** Runs are in order of time; those of an attempt that was lost stand before those of the next one. */
  readonly runs: readonly KeptRun[];
}

/** The output is left out, but for the newest result of a check. */
export type KeptRun = Pick<
  CheckRun,
  | 'passed'
  | 'exitCode'
  | 'metric'
  | 'reason'
  | 'durationMs'
  | 'outputSha256'
  | 'ranAt'
  | 'reads'
  | 'isWithoutWork'
> & { readonly outputTail?: string; readonly channelTail?: string };
