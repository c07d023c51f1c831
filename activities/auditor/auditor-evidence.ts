/**
 * What an auditor reads: one JSON document in which every entry says who produced it. The encoding keeps each
 * text inside its field, so that words which look like a test's output stay the words of whoever wrote them.
 * Pure.
 */
import type { CheckRun } from '../../journal/rows/goals/check-run.ts';
import { type Contract, checksOf } from '../../workflows/contract/contract.ts';
import { isHidden } from '../../workflows/contract/hidden-check.ts';
import { checkLine } from '../../workflows/evidence/check-line.ts';
import type { ChecksVerdict } from '../../workflows/evidence/checks-verdict.ts';
import type { ClaimRecord } from '../../workflows/evidence/ledger.ts';
import type { WorkspaceChanges } from '../../workflows/evidence/workspace-changes.ts';
import { cutList, cutToBytes } from './byte-cap.ts';
import { type EarlierRuling, rulingEntry } from './earlier-rulings.ts';
import { changeEntries, checkRunEntry, claimEntries, hiddenRunEntry } from './evidence-entries.ts';
import type { RecordEvidence } from './record-evidence.ts';
import type { Requirement } from './requirements.ts';

/** Bytes of each part; together at most `MAX_DOCUMENT_BYTES`. */
const MAX_BYTES = {
  requirements: 64_000,
  contract: 16_000,
  outcomes: 16_000,
  checkRuns: 48_000,
  changes: 26_000,
  claims: 24_000,
  rulings: 24_000,
  toolResults: 48_000,
  modelWords: 12_000,
  userWords: 12_000,
};
/** The parts, and what holds them together. */
export const MAX_DOCUMENT_BYTES = Object.values(MAX_BYTES).reduce((sum, bytes) => sum + bytes, 2_000);
/** One requirement's text keeps so much, however many there are. */
const MIN_REQUIREMENT_BYTES = 300;
const FRAME_BYTES = 100;

export interface AuditorEvidence {
  readonly contract: Contract;
  readonly requirements: readonly Requirement[];
  /** The verdict of the checks that ran for this claim. */
  readonly checks: Omit<ChecksVerdict, 'durationMs'>;
  /** Their runs, and those of the baseline; oldest first. */
  readonly checkRuns: readonly CheckRun[];
  /** Absent when it is not known what changed. */
  readonly changes?: WorkspaceChanges;
  readonly claims: readonly ClaimRecord[];
  /** What the auditor ruled on claims before this one, oldest first; absent when there were none. */
  readonly rulings?: readonly EarlierRuling[];
  readonly record: RecordEvidence;
}

/** JSON text of at most `MAX_DOCUMENT_BYTES`. */
export function evidenceDocument(evidence: AuditorEvidence): string {
  const { contract, checks, checkRuns, changes, claims, record, rulings = [] } = evidence;
  return JSON.stringify({
    contract: contractPart(contract, evidence.requirements),
    checks: {
      source: 'service',
      outcomes: cutList(
        checks.outcomes.map((outcome) => ({ outcome: checkLine(outcome) })),
        MAX_BYTES.outcomes / 2,
        'first',
      ),
      protectedPathsChanged: cutList(
        checks.changedProtectedPaths.map((path) => ({ path })),
        MAX_BYTES.outcomes / 2,
        'first',
      ),
      runs: cutList(checkRuns.map(runEntryIn(contract)), MAX_BYTES.checkRuns, 'last'),
    },
    changedFiles: cutList(changeEntries(changes), MAX_BYTES.changes, 'first'),
    ...(rulings.length === 0
      ? {}
      : { earlierRulings: cutList(rulings.map(rulingEntry), MAX_BYTES.rulings, 'last') }),
    claims: cutList(claimEntries(claims), MAX_BYTES.claims, 'last'),
    toolResults: cutList(record.toolResults, MAX_BYTES.toolResults, 'last'),
    modelWords: cutList(record.modelWords, MAX_BYTES.modelWords, 'last'),
    userWords: cutList(record.userWords, MAX_BYTES.userWords, 'last'),
    ...(record.leftOut === undefined ? {} : { record: { source: 'service', cut: record.leftOut } }),
  });
}

/** What the contract does not show now is not shown either: a check that is gone may have been hidden. */
function runEntryIn(contract: Contract): (run: CheckRun) => object {
  const isShown = ({ name, command }: CheckRun): boolean =>
    checksOf(contract).some(
      ({ check }) => check.name === name && check.command === command && !isHidden(check),
    );
  return (run) => (isShown(run) ? checkRunEntry(run) : hiddenRunEntry(run));
}

/** Every requirement is there, the longer ones cut when there are many. */
function contractPart(contract: Contract, requirements: readonly Requirement[]): object {
  const perRequirement = Math.floor(MAX_BYTES.requirements / requirements.length) - FRAME_BYTES;
  const maxBytes = Math.max(MIN_REQUIREMENT_BYTES, perRequirement);
  const { verification, boundaries, iterationPolicy = '', blockedStop } = contract;
  const share = MAX_BYTES.contract / 4;
  const paths = (given: readonly string[] = []) =>
    cutList(
      given.map((path) => ({ path })),
      share,
      'first',
    );
  return {
    source: 'user',
    requirements: requirements.map(({ id, kind, text }) => ({
      id,
      kind,
      ...cutToBytes(text, maxBytes, 'start'),
    })),
    protectedPaths: paths(verification.protectedPaths),
    writePaths: paths(boundaries.writePaths),
    iterationPolicy: cutToBytes(iterationPolicy, share - FRAME_BYTES, 'start'),
    ...(blockedStop === undefined
      ? {}
      : { blockedStop: cutToBytes(blockedStop, share - FRAME_BYTES, 'start') }),
  };
}
