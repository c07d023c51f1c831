/**
 * A draft of a goal: what words and a partial contract come to, what is missing, and what could be added.
 * Shapes only.
 */
import type { PartialContract } from '../schema/partial-contract.ts';
import type { Code, Severity } from './codes.ts';

/** The six parts of a strong goal. */
export const PART_NAMES = [
  'outcome',
  'verification',
  'constraints',
  'boundaries',
  'iterationPolicy',
  'blockedStop',
] as const;

export type PartName = (typeof PART_NAMES)[number];

export type Part =
  /** It is in the user's own words, or spelled out from the contract's fields. */
  | { readonly status: 'given'; readonly text: string }
  /** `text`: what stands in its place, and does not do. `ask`: what to find out. */
  | { readonly status: 'missing'; readonly text?: string; readonly ask: string };

export interface Finding {
  readonly code: Code;
  readonly severity: Severity;
  /** Dotted path into the contract. */
  readonly field: string;
  readonly message: string;
  /** How to put it right. */
  readonly help: string;
}

/** Something to add at `field`: to a list, it is one more entry. Nothing of it is in the contract yet. */
export interface Proposal {
  readonly field: string;
  readonly value: unknown;
  readonly reason: string;
  /** What has to be filled in first, since the words do not say it. */
  readonly missing?: string;
}

export interface Draft {
  /** The contract has the shape of PUT goal. Only what was said is in it. */
  readonly contract: PartialContract;
  /** Whether PUT goal would take the contract as it stands. */
  readonly settable: boolean;
  readonly parts: Readonly<Record<PartName, Part>>;
  /** The whole as one `/goal` command; what is missing stands in `<…>`. */
  readonly goal: string;
  readonly findings: readonly Finding[];
  readonly proposals: readonly Proposal[];
}
