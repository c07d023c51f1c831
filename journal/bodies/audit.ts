import { omit } from '../../objects/omit.ts';
import type { Spent } from '../../workflows/budget/spent.ts';
import type { ChecksBody } from './checks.ts';
import { isFields, isListOf, isText } from './fields.ts';

/** A requirement with what the auditor ruled on it; texts within limits. */
export interface RuledRequirement {
  readonly id: string;
  readonly kind: 'objective' | 'check' | 'constraint' | 'boundary';
  readonly text: string;
  readonly verdict: 'proven' | 'contradicted' | 'incomplete' | 'weak' | 'missing';
  readonly evidence: string;
  readonly reason: string;
}

/** What the auditor found. */
export interface AuditorRuling {
  readonly model: string;
  readonly accepted: boolean;
  readonly summary: string;
  readonly requirements: readonly RuledRequirement[];
}

/**
 * Body of the item that answers a claim of a goal with an auditor: the checks' verdict, in which `proven`
 * says what both found, and the auditor's ruling.
 */
export interface AuditorBody extends ChecksBody {
  readonly purpose: 'audit';
  /** Where the results of the checks themselves stand. */
  readonly checksSeq: number;
  /** Absent when the checks refused the claim already. */
  readonly audit?: AuditorRuling;
  /**
   * Where its ruling on the claim before this one stands; absent for a first one, and in items of older
   * releases.
   */
  readonly earlierSeq?: number;
  /** What asking the auditor has cost. */
  readonly spent: Spent;
}

/** An auditor was asked, or would have been, had the checks not refused the claim. */
export const isAuditorBody = (value: ChecksBody): value is AuditorBody =>
  value.purpose === 'audit' && 'checksSeq' in value && typeof value.checksSeq === 'number';

/** A ruling of another release that cannot be read must not hide what the checks said. */
export function withReadableRuling(body: AuditorBody): AuditorBody {
  if (body.audit === undefined || isRuling(body.audit)) return body;
  const rest = omit(body, 'audit');
  return rest;
}

const isRuling = (value: unknown): boolean =>
  isFields(value) &&
  isText(value.model) &&
  typeof value.accepted === 'boolean' &&
  isText(value.summary) &&
  isListOf(value.requirements, isRuled);

const isRuled = (value: unknown): boolean =>
  isFields(value) &&
  isText(value.id) &&
  isText(value.text) &&
  isText(value.verdict) &&
  isText(value.evidence) &&
  isText(value.reason);
