import type { Spent } from '../../workflows/budget/spent.ts';
import type { ChecksBody } from '../checks/checks-body.ts';
import type { Requirement } from './requirements.ts';
import type { RequirementVerdict } from './verdict.ts';

/** A requirement with what the auditor ruled on it; texts within limits. */
export interface RuledRequirement extends Requirement {
  readonly verdict: RequirementVerdict;
  readonly evidence: string;
  readonly reason: string;
}

/** What the auditor found. */
export interface AuditRuling {
  readonly model: string;
  readonly accepted: boolean;
  readonly summary: string;
  readonly requirements: readonly RuledRequirement[];
}

/**
 * Body of the item that answers a claim of a goal with an auditor: the checks' verdict, in which `proven` says what both
 * found, and the auditor's ruling.
 */
export interface AuditBody extends ChecksBody {
  readonly purpose: 'audit';
  /** Where the results of the checks themselves stand. */
  readonly checksSeq: number;
  /** Absent when the checks refused the claim already. */
  readonly audit?: AuditRuling;
  /** Where its ruling on the claim before this one stands; absent for a first one, and in items of older releases. */
  readonly earlierSeq?: number;
  /** What asking the auditor has cost. */
  readonly spent: Spent;
}
