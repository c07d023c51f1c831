/** What the model claimed, tried and was refused, as a report says it. */
import type { ClaimStatus, EvidenceRef } from '../workflows/evidence/ledger.ts';

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
  /** Checks that failed then and are others now, or gone, by name; absent: all are as they were. */
  readonly editedSince?: readonly string[];
  /** Changed paths that the checks' copy lacked, since they were not declared as the work; absent: none. */
  readonly leftOut?: readonly string[];
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
