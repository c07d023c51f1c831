/** The ledger by what its claims are worth now. Pure. */
import {
  type ClaimRecord,
  type ClaimStatus,
  currentClaims,
  type Evidence,
  type EvidenceSource,
  standingStatus,
} from '../../workflows/evidence/ledger.ts';
import { isoTime } from '../../workflows/text/iso-time.ts';
import type { Report } from '../report.ts';
import type { ReportedClaim } from '../reported-claims.ts';

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
    refuted: [],
    approximate: [],
    blocked: [],
    uncertain: [],
    withdrawn: [],
  };
  for (const record of currentClaims(records)) groups[standingStatus(record)].push(reported(record));
  return groups;
}

function reported(record: ClaimRecord): ReportedClaim {
  const { claim, status, stale, route, evidence, uncertainty, turn, recordedAtMs } = record;
  return {
    claim,
    ...(standingStatus(record) === status ? {} : { recordedAs: status }),
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
