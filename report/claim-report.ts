/** The ledger by what its claims are worth now. Pure. */
import type { ClaimRecord, ClaimStatus, Evidence, EvidenceSource } from '../workflows/ledger.ts';
import { isoTime } from './iso-time.ts';
import type { Report, ReportedClaim } from './report.ts';

export const SOURCE_WORDS: Readonly<Record<EvidenceSource, string>> = {
  service: 'run by the service',
  command: 'command of the model',
  file: 'file',
  model: "the model's words",
  user: "the user's words",
};

export function groupedClaims(records: readonly ClaimRecord[]): Report['claims'] {
  const groups: Record<ClaimStatus, ReportedClaim[]> = {
    confirmed: [],
    approximate: [],
    blocked: [],
    uncertain: [],
  };
  for (const record of standing(records)) groups[statusNow(record)].push(reported(record));
  return groups;
}

/** A later claim of the same words takes the place of an earlier one. */
function standing(records: readonly ClaimRecord[]): ClaimRecord[] {
  const byWords = new Map<string, ClaimRecord>();
  for (const record of records) {
    const words = record.claim.trim().replaceAll(/\s+/g, ' ');
    byWords.delete(words);
    byWords.set(words, record);
  }
  return [...byWords.values()];
}

/** Evidence that does not stand any more supports nothing; that something is blocked needs none. */
const statusNow = ({ status, stale }: ClaimRecord): ClaimStatus =>
  stale.length > 0 && status !== 'blocked' ? 'uncertain' : status;

function reported(record: ClaimRecord): ReportedClaim {
  const { claim, status, stale, route, evidence, uncertainty, turn, recordedAtMs } = record;
  return {
    claim,
    ...(statusNow(record) === status ? {} : { recordedAs: status }),
    stale,
    route,
    evidence: evidence.map(({ ref, source, summary }: Evidence) => ({
      ref,
      source: SOURCE_WORDS[source],
      summary,
    })),
    uncertainty,
    turn,
    at: isoTime(recordedAtMs),
  };
}
