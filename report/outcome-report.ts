/**
 * Parts of a report about what came of a goal: its first lines, the work itself, and what a person is asked.
 * Shapes only.
 */
import type { Artifact, WorkPatch } from '../workflows/evidence/work-record.ts';
import type { WorkspaceChanges } from '../workflows/evidence/workspace-changes.ts';

/** What a reader has to know who reads nothing else; each list is empty when there is nothing of the kind. */
export interface Headline {
  /** The service's own runs prove them, or an auditor's ruling. */
  readonly proven: readonly string[];
  readonly notProven: readonly string[];
  /**
   * Changed paths that the copy of the last checks lacked, since the contract does not declare them as the
   * work; the changed ones before the new ones.
   */
  readonly leftOut: readonly string[];
  /** Changed files, and whether they may have changed since. */
  readonly changed: string;
  readonly cost: string;
  /** Who does what next. */
  readonly next: string;
}

/** The workspace since the accepted state, as the service last looked at it. */
export interface ChangedFiles extends WorkspaceChanges {
  readonly asOf: string;
  /** Names the turn; `null`: before the first one. */
  readonly turn: number | null;
  /** Calls of tools have followed, so that more may have changed. */
  readonly isOutdated: boolean;
}

/** The work as it was at the same look. */
export interface ReportedWork {
  readonly stateId: string;
  readonly patch: WorkPatch;
  readonly artifacts: readonly Artifact[];
}

/** Paths of this service's REST API; see docs/results.md. */
export interface ResultLinks {
  /** What was changed for this goal, as a patch. */
  readonly diff: string;
  /** The thread's workspace as it is now, whole and file by file. */
  readonly archive: string;
  readonly files: string;
  /** Its states that were kept, of this goal and of others. */
  readonly states: string;
}

/** What a person is asked and has not answered. */
export interface OpenQuestion {
  readonly inputId: string;
  /** `question`: the model asks. The others are asked by the service about a claim. */
  readonly about: string;
  /** `null`: the journal does not hold it. */
  readonly question: string | null;
  readonly options: readonly string[];
  readonly askedAt: string;
  /** An answer counts until then; absent: for ever. */
  readonly until?: string;
  readonly ifUnanswered?: string;
}
