/** What a report says of a check: its results before and after, its figures, and what twins showed. */
import type { CheckRole } from '../workflows/contract/contract.ts';

export interface CheckReport {
  readonly name: string;
  readonly role: CheckRole;
  /** The model sees neither its command nor its output. */
  readonly isHidden?: true;
  readonly command: string;
  /** E.g. `exit 0, p95_ms < 120`. */
  readonly wanted: string;
  /** What the check as it stands gave at its last baseline; `null`: it had none. */
  readonly baseline: ReportedCheckResult | null;
  /**
   * The result that counts: of the audit that completed the goal, else the latest that is no baseline.
   * `null`: none.
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
  /** The last turn that had begun; `null`: it ran before the first turn of the goal. */
  readonly turn: number | null;
  readonly purpose: 'baseline' | 'audit' | 'request' | 'measure';
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
  /** It ran on the accepted state alone. */
  readonly isWithoutWork?: true;
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
  readonly purpose: 'baseline' | 'audit' | 'request' | 'measure';
  readonly value: number;
  readonly passed: boolean;
}
