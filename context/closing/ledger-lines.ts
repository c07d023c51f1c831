/**
 * The ledger and the experiment log as lines of the closing block: the newest in full, older claims in a few
 * words, and what is older still counted. They cost no more on turn 1,000 than on turn 60. Labels and cuts
 * are plain ASCII, as in `checkLine`. Pure.
 */
import {
  type ClaimRecord,
  type ClaimStatus,
  type Evidence,
  type IterationRecord,
  standingClaims,
  standingStatus,
} from '../../workflows/evidence/ledger.ts';
import { countOf } from '../../workflows/text/count-of.ts';
import { cutToLine } from '../../workflows/text/cut-text.ts';

export interface LedgerText {
  readonly claims: readonly ClaimRecord[];
  readonly iterations: readonly IterationRecord[];
}

export const SHOWN_CLAIMS = 12;
/** So many of the older ones are named: what was found must not be looked for again. */
export const NAMED_CLAIMS = 40;
export const SHOWN_ITERATIONS = 6;
const MAX_CLAIM_CHARACTERS = 300;
const MAX_PART_CHARACTERS = 160;
const MAX_NAME_CHARACTERS = 100;
const SHOWN_EVIDENCE = 3;

/** The claims that stand, oldest first. */
export function claimLines(claims: readonly ClaimRecord[]): string[] {
  const current = standingClaims(claims);
  const older = current.slice(0, -SHOWN_CLAIMS);
  const sums = older.length === 0 ? [] : [`${countOf(older.length, 'older claim')}: ${countsOf(older)}`];
  const named = older.slice(-NAMED_CLAIMS).map(claimName);
  return [...sums, ...named, ...current.slice(-SHOWN_CLAIMS).map(claimLine)];
}

const claimName = (record: ClaimRecord): string =>
  `${standingStatus(record)}: ${brief(record.claim, MAX_NAME_CHARACTERS)}`;

function claimLine(record: ClaimRecord): string {
  const { claim, evidence, uncertainty, stale } = record;
  const parts = [
    ...(evidence.length === 0 ? [] : [`shown by: ${evidenceText(evidence)}`]),
    ...(uncertainty === '' ? [] : [`open: ${brief(uncertainty)}`]),
    ...(stale.length === 0 ? [] : [`STALE: ${brief(stale.join('; '))}`]),
  ];
  const standing = standingStatus(record);
  const was = standing === record.status ? '' : `, was ${record.status}`;
  return [`${standing}${was}: ${brief(claim, MAX_CLAIM_CHARACTERS)}`, ...parts].join(' | ');
}

function evidenceText(evidence: readonly Evidence[]): string {
  const shown = evidence.slice(0, SHOWN_EVIDENCE).map(({ summary }) => brief(summary));
  const more = evidence.length - shown.length;
  return [...shown, ...(more === 0 ? [] : [`${more} more`])].join('; ');
}

function countsOf(claims: readonly ClaimRecord[]): string {
  const counts = new Map<ClaimStatus, number>();
  for (const claim of claims) {
    const status = standingStatus(claim);
    counts.set(status, (counts.get(status) ?? 0) + 1);
  }
  return [...counts].map(([status, count]) => `${count} ${status}`).join(', ');
}

/** Oldest first. */
export function iterationLines(iterations: readonly IterationRecord[]): string[] {
  const older = Math.max(0, iterations.length - SHOWN_ITERATIONS);
  const sums = older === 0 ? [] : [countOf(older, 'older iteration')];
  return [...sums, ...iterations.slice(-SHOWN_ITERATIONS).map(iterationLine)];
}

const iterationLine = ({ turn, changed, observed, next }: IterationRecord): string =>
  `turn ${turn}: changed: ${brief(changed)} | observed: ${brief(observed)} | next: ${brief(next)}`;

/** One line; the mark of a cut is ASCII. */
const brief = (text: string, maxCharacters = MAX_PART_CHARACTERS): string =>
  cutToLine(text, maxCharacters).replace(/\u2026$/, '...');
