/** One run of a check, as the journal keeps it. */
import type { CheckRole } from '../../../workflows/contract/contract.ts';
import type { ReadSet, RunTraces } from '../../../workflows/evidence/workspace-changes.ts';

export interface CheckRun {
  /** Unique per run; a repeated write of the same id changes nothing. */
  readonly runId: string;
  readonly threadId: string;
  readonly goalId: string;
  readonly revision: number;
  readonly seq: number;
  readonly purpose: 'baseline' | 'audit' | 'request' | 'measure';
  readonly name: string;
  readonly role: CheckRole;
  readonly command: string;
  readonly passed: boolean;
  readonly exitCode: number | null;
  readonly metric: number | null;
  readonly durationMs: number;
  readonly outputSha256: string;
  readonly outputTail: string;
  /**
   * The end of what a run that failed wrote to the channel of its figure; absent: it has none, or it passed.
   */
  readonly channelTail?: string;
  /**
   * It is the digest of the workspace that the run's copy was made of; the copy may lack changes that are not
   * declared as the work.
   */
  readonly workspaceDigest: string;
  /** The kept state of the workspace that it ran on; absent in runs of older releases. */
  readonly stateId?: string;
  readonly reason: string | null;
  readonly ranAt: Date;
  /** Absent in runs of older releases. */
  readonly reads?: ReadSet;
  /** Unit that was printed behind the metric; absent: none, or no metric. */
  readonly unit?: string;
  /** What the run did to entries that were not its to change; absent: nothing, or not known. */
  readonly traces?: RunTraces;
  /** It ran on the accepted state alone, with nothing of a model's work in it. */
  readonly isWithoutWork?: true;
}

/** Where runs of checks are kept. */
export interface CheckRuns {
  saveCheckRuns(runs: readonly CheckRun[]): Promise<void>;
  listCheckRuns(goalId: string): Promise<CheckRun[]>;
  /** The same page by page, from after this run on. */
  readCheckRuns(
    goalId: string,
    after: Pick<CheckRun, 'seq' | 'ranAt' | 'runId'> | undefined,
    limit: number,
  ): Promise<CheckRun[]>;

  /** The newest of them, in the same order: oldest first. */
  readLastCheckRuns(goalId: string, limit: number): Promise<CheckRun[]>;
}
