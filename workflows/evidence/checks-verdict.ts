import type { Timed } from '../budget/spent.ts';
import type { CheckResult } from './check-result.ts';
import type { FailedAsAccepted } from './failed-as-accepted.ts';
import type { TwinSummary } from './twin-summary.ts';

/** What a run of all checks has shown, and what follows from it for a claim. */
export interface ChecksVerdict extends Timed {
  readonly outcomes: readonly CheckResult[];
  /** Protected paths that differ from their sealed state. */
  readonly changedProtectedPaths: readonly string[];
  /**
   * Changed files that checks read, neither declared as the work nor protected; absent when there are none.
   */
  readonly undeclaredReads?: readonly string[];
  /**
   * Files that say what must come out, read by checks, there at the start and changed inside of declared
   * work; absent when there are none.
   */
  readonly changedData?: readonly string[];
  /** Checks that pass and lean on nothing that was done; absent when there are none. */
  readonly unproven?: readonly string[];
  /**
   * Verification checks that passed before the work already, and so prove nothing of it; absent when there
   * are none.
   */
  readonly passedBefore?: readonly string[];
  /** Those of them that read tests which are not as they were then; absent when there are none. */
  readonly passedWithOtherTests?: readonly string[];
  /** How each check fared against its twins; absent when none ran. */
  readonly twins?: readonly TwinSummary[];
  /**
   * Nothing refuses the claim, but a person has to accept that these tests or configurations were changed.
   * `proven` is false until then; absent when nobody need be asked. `pathCount`: of all, where they are more
   * than are listed.
   */
  readonly awaitsPerson?: {
    readonly paths: readonly string[];
    readonly pathCount?: number;
    readonly failedAsAccepted?: FailedAsAccepted;
  };
  /** All checks passed, each on a copy of the same workspace, and nothing protected changed. */
  readonly proven: boolean;
  /** The check whose twins refused the claim; absent where something else did, or nothing. */
  readonly refusingTwin?: string;
  /** Says in one line what refused the claim; absent when proven. */
  readonly reason?: string;
  /** A check that cannot run at all (no such command, sandbox failure): blocks the goal at baseline. */
  readonly cannotRun?: string;
  /** First digits of the digest of the workspace that was checked. */
  readonly workspaceDigest?: string;
  /**
   * The same of what tells progress, as a turn's own look has it. Only a baseline has it; results of older
   * releases have none.
   */
  readonly progressDigest?: string;
}

/** Results of the checks with their place in the journal; without one when they could not be run at all. */
export type JournalledChecks = ChecksVerdict & {
  readonly seq?: number;
  /** The auditor's ruling on the same claim stands here. */
  readonly auditSeq?: number;
};
