/**
 * The ledger as one tool call sees it: what it may record is bound to its goal, its thread and its place in
 * the record.
 */
import type { Journal } from '../../journal/journal.ts';
import type { Contract } from '../../workflows/contract/contract.ts';
import { claimRefusal } from '../../workflows/evidence/evidence-rules.ts';
import {
  type Claim,
  type ClaimRecord,
  type ClaimStatus,
  type IterationRecord,
  standingClaims,
  standingStatus,
} from '../../workflows/evidence/ledger.ts';
import type { GoalRef } from '../../workflows/goal/goal-ref.ts';
import { bringsNewEvidence } from '../../workflows/turn/ledger-progress.ts';
import type { WrittenEvidence } from './evidence.ts';
import { type EvidenceSources, resolveEvidence } from './resolve-evidence.ts';
import { withdrawnClaim } from './withdrawn-claim.ts';

/** A claim as the model wrote it. */
export interface WrittenClaim extends Omit<Claim, 'evidence'> {
  readonly evidence: readonly WrittenEvidence[];
}

export type RecordedClaim =
  | { readonly ok: true; readonly claim: ClaimRecord; readonly isNearer: boolean }
  /** What kept it out, each in words that name the field. */
  | { readonly ok: false; readonly problems: readonly string[] };

export interface LedgerCounts {
  /** The claims that stand are counted by what they are worth now. */
  readonly claims: Readonly<Partial<Record<ClaimStatus, number>>>;
  readonly iterations: number;
}

export interface CallLedger {
  recordClaim(claim: WrittenClaim): Promise<RecordedClaim>;
  /** `false`: the log is full. */
  recordIteration(iteration: Pick<IterationRecord, 'changed' | 'observed' | 'next'>): Promise<boolean>;
  counts(): Promise<LedgerCounts>;
}

export interface LedgerCall {
  readonly threadId: string;
  readonly turn: number;
  readonly seq: number;
  readonly callId: string;
  readonly goal: GoalRef;
  readonly contract: Contract;
  readonly workspace: string;
}

/** They are read as a whole with a goal's requests and reports. */
export const MAX_CLAIMS = 500;
export const MAX_ITERATIONS = 2_000;

type LedgerSources = EvidenceSources & {
  readonly journal: Pick<Journal, 'saveClaim' | 'listClaims' | 'saveIteration' | 'listIterations'>;
};

export function createCallLedger(sources: LedgerSources, call: LedgerCall): CallLedger {
  const { journal } = sources;
  const { threadId, turn, seq, callId, goal, contract, workspace } = call;
  const { goalId, revision } = goal;
  const place = { threadId, goalId, turn, seq };
  /** Recorded before this call, so that a repeated attempt comes to the same result. */
  const isEarlier = (record: { readonly seq: number }): boolean => record.seq < seq;

  return {
    async recordClaim({ evidence: written, ...words }) {
      const known = await journal.listClaims(goalId);
      const earlier = known.filter(isEarlier);
      const repeated = known.find(({ claimId }) => claimId === callId);
      if (repeated !== undefined)
        return { ok: true, claim: repeated, isNearer: bringsNewEvidence(earlier, repeated) };
      if (earlier.length >= MAX_CLAIMS)
        return { ok: false, problems: [`the ledger of this goal is full (${MAX_CLAIMS} claims)`] };
      const resolved = await resolveEvidence(sources, { threadId, goalId, contract, workspace }, written);
      const problems = resolved.flatMap((one, index) =>
        one.ok ? [] : [`evidence.${index} (${nameOf(written[index])}): ${one.problem}`],
      );
      if (problems.length > 0) return { ok: false, problems };
      const evidence = resolved.flatMap((one) => (one.ok ? [one.evidence] : []));
      const claim = { ...words, evidence };
      const refusal = claimRefusal(claim);
      if (refusal !== undefined) return { ok: false, problems: [refusal] };
      const meant = claim.status === 'withdrawn' ? withdrawnClaim(earlier, claim.claim) : undefined;
      if (meant?.ok === false) return { ok: false, problems: [meant.problem] };
      const record = {
        ...claim,
        ...(meant === undefined ? {} : { claim: meant.claim }),
        ...place,
        claimId: callId,
        revision,
        recordedAtMs: Date.now(),
        stale: [],
      };
      await journal.saveClaim(record);
      return { ok: true, claim: record, isNearer: bringsNewEvidence(earlier, record) };
    },

    async recordIteration(iteration) {
      const earlier = (await journal.listIterations(goalId)).filter(isEarlier);
      if (earlier.length >= MAX_ITERATIONS) return false;
      await journal.saveIteration({ ...iteration, ...place, iterationId: callId, recordedAtMs: Date.now() });
      return true;
    },

    async counts() {
      const [claims, iterations] = await Promise.all([
        journal.listClaims(goalId),
        journal.listIterations(goalId),
      ]);
      const counts: Partial<Record<ClaimStatus, number>> = {};
      for (const claim of standingClaims(claims)) {
        const status = standingStatus(claim);
        counts[status] = (counts[status] ?? 0) + 1;
      }
      return { claims: counts, iterations: iterations.length };
    },
  };
}

const nameOf = (written: WrittenEvidence | undefined): string =>
  written === undefined ? '' : `${written.kind} ${JSON.stringify(written.ref)}`;
