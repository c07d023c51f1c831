/**
 * What becomes of one piece of evidence that a claim points at: found and typed by who produced it, or
 * refused.
 */
import type { Evidence } from '../../workflows/evidence/ledger.ts';
import { cutToLine } from '../../workflows/text/cut-text.ts';

/** A piece of evidence as the model wrote it. */
export interface WrittenEvidence {
  readonly kind: 'check' | 'item' | 'file';
  readonly ref: string;
}

export type ResolvedEvidence =
  | { readonly ok: true; readonly evidence: Evidence }
  /** `problem` says what is wrong with it, and how it is cited rightly. */
  | { readonly ok: false; readonly problem: string };

const MAX_SUMMARY_CHARACTERS = 200;

export const found = (evidence: Evidence): ResolvedEvidence => ({
  ok: true,
  evidence: { ...evidence, summary: cutToLine(evidence.summary, MAX_SUMMARY_CHARACTERS) },
});

export const refusedEvidence = (problem: string): ResolvedEvidence => ({ ok: false, problem });
