/** Finds out which evidence of a goal's claims does not stand any more, and keeps that in the journal. */
import { isDeepStrictEqual } from 'node:util';
import type { CheckResult } from '../../workflows/evidence/check-result.ts';
import { type ClaimRecord, currentClaims, type Evidence } from '../../workflows/evidence/ledger.ts';
import { openWorkspace } from '../accepted/open-workspace.ts';
import type { ActivityDependencies } from '../dependencies.ts';
import { evidenceDigest } from './evidence-file.ts';
import { staleLines } from './stale-evidence.ts';

type RefreshDependencies = Pick<ActivityDependencies, 'journal' | 'recall' | 'workspaces'>;

/**
 * This comes after a run of the checks, whose results are not on record yet: whoever repeats the run does
 * this again.
 */
export async function refreshLedger(
  dependencies: RefreshDependencies,
  { threadId, goal }: { readonly threadId: string; readonly goal: { readonly goalId: string } },
  outcomes: readonly CheckResult[],
): Promise<void> {
  await refreshClaims(dependencies, threadId, await dependencies.journal.listClaims(goal.goalId), outcomes);
}

/**
 * The same claims as they stand now. Looks at no file but those that a claim cites, and at none when no claim
 * cites one; a claim that has been replaced stays as it was.
 */
export async function refreshClaims(
  dependencies: RefreshDependencies,
  threadId: string,
  claims: readonly ClaimRecord[],
  outcomes: readonly CheckResult[],
): Promise<ClaimRecord[]> {
  const current = currentClaims(claims);
  const digests = await digestsOf(dependencies, threadId, citedFiles(current));
  const refreshed = new Map(
    current.map((claim) => [claim.claimId, staleLines(claim, { outcomes, digests })]),
  );
  const now: ClaimRecord[] = [];
  for (const claim of claims) {
    const stale = refreshed.get(claim.claimId) ?? claim.stale;
    if (!isDeepStrictEqual(stale, claim.stale))
      await dependencies.journal.markStale(threadId, claim.claimId, stale);
    now.push({ ...claim, stale });
  }
  return now;
}

const citedFiles = (claims: readonly ClaimRecord[]): string[] => [
  ...new Set(claims.flatMap(({ evidence }) => evidence.flatMap(filesOf))),
];

const filesOf = ({ ref, sealedPath }: Evidence): string[] =>
  ref.kind === 'file' ? [ref.path] : sealedPath === undefined ? [] : [sealedPath];

async function digestsOf(
  dependencies: RefreshDependencies,
  threadId: string,
  paths: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (paths.length === 0) return new Map();
  const workspace = await openWorkspace(dependencies, threadId);
  const digests = new Map<string, string>();
  for (const path of paths) digests.set(path, await evidenceDigest(workspace, path));
  return digests;
}
