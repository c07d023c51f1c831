/** Check runs, changed files and claims as entries of the evidence; each says who produced it. Pure. */
import type { CheckRun } from '../../journal/rows/goals/check-run.ts';
import type { ClaimRecord, EvidenceRef } from '../../workflows/evidence/ledger.ts';
import type { ReadSet, WorkspaceChanges } from '../../workflows/evidence/workspace-changes.ts';
import { countOf } from '../../workflows/text/count-of.ts';
import { fairShare } from '../accepted/changed-files.ts';
import { type CutText, cutToBytes } from './byte-cap.ts';

const MAX_OUTPUT_BYTES = 4_000;
const MAX_COMMAND_BYTES = 1_000;
const MAX_WORDS_BYTES = 2_000;
const MAX_NAMED_FILES = 20;
/** So that all of them fit. */
const MAX_CHANGES = 80;
const MAX_PATH_BYTES = 200;

/** Figures are the service's; what the command printed may be anything, and is marked as the command's. */
export const checkRunEntry = (run: CheckRun): object => ({
  source: 'service',
  kind: 'checkRun',
  purpose: run.purpose,
  name: run.name,
  role: run.role,
  command: cutToBytes(run.command, MAX_COMMAND_BYTES, 'ends'),
  passed: run.passed,
  exitCode: run.exitCode,
  metric: run.metric,
  reason: run.reason,
  durationMs: run.durationMs,
  ...(run.reads === undefined ? {} : { reads: readsEntry(run.reads) }),
  printed: { source: 'command', ...cutToBytes(run.outputTail, MAX_OUTPUT_BYTES, 'end') },
});

/**
 * A run of a hidden check: the auditor's words go back to the model, so it is told no more than the model.
 */
export const hiddenRunEntry = ({ purpose, name, role, passed }: CheckRun): object => ({
  source: 'service',
  kind: 'checkRun',
  visibility: 'hidden',
  purpose,
  name,
  role,
  passed,
});

const readsEntry = (reads: ReadSet): object =>
  reads.known
    ? {
        count: reads.count,
        changed: named(reads.changed),
        undeclared: named(reads.undeclared),
        unprotected: named(reads.unprotected),
      }
    : { unknown: reads.reason };

function named(paths: readonly string[]): readonly string[] {
  const left = paths.length - MAX_NAMED_FILES;
  return left <= 0 ? paths : [...paths.slice(0, MAX_NAMED_FILES), `(${left} more left out)`];
}

export function changeEntries(changes: WorkspaceChanges | undefined): object[] {
  if (changes === undefined)
    return [
      { source: 'service', kind: 'unknown', reason: 'what changed since the accepted state is not known' },
    ];
  const shown = fairShare(changes.files, MAX_CHANGES);
  const left = changes.count - shown.length;
  return [
    ...shown.map(({ path, change, kind }) => ({
      ...{ source: 'service', change, kind },
      ...pathField(cutToBytes(path, MAX_PATH_BYTES, 'ends')),
    })),
    ...(left > 0
      ? [{ cut: `${countOf(left, 'file')} left out; list_files with changedOnly shows all of them` }]
      : []),
  ];
}

const pathField = ({ text: path, cut }: CutText): object => (cut === undefined ? { path } : { path, cut });

/** The latest of the same words: what the model says, and what the service found where it pointed. */
export function claimEntries(claims: readonly ClaimRecord[]): object[] {
  const latest = new Map(claims.map((claim) => [claim.claim, claim]));
  return [...latest.values()].map((claim) => ({
    source: 'model',
    claim: words(claim.claim),
    route: words(claim.route),
    status: claim.status,
    uncertainty: words(claim.uncertainty),
    evidence: claim.evidence
      .slice(0, MAX_NAMED_FILES)
      .map(({ ref, source, summary }) => ({ source, ...placeOf(ref), summary: words(summary) })),
    stale: named(claim.stale),
  }));
}

/** Where what it points at stands: an item has its number in `toolResults` as well. */
const placeOf = (ref: EvidenceRef): object =>
  ref.kind === 'item' ? { item: ref.seq } : ref.kind === 'check' ? { check: ref.name } : { file: ref.path };

const words = (text: string): CutText => cutToBytes(text, MAX_WORDS_BYTES, 'start');
