/**
 * The latest run of a check of the contract as evidence: shown by the service itself, so it can carry a
 * claim.
 */

import { isDeepStrictEqual } from 'node:util';
import { bodyAs } from '../../journal/bodies/read-body.ts';
import type { CheckRun } from '../../journal/rows/goals/check-run.ts';
import { type Check, type Contract, checksOf } from '../../workflows/contract/contract.ts';
import { checkLine } from '../../workflows/evidence/check-line.ts';
import type { Recall } from '../memory/recall.ts';
import { found, type ResolvedEvidence, refusedEvidence } from './evidence.ts';

export interface GoalOfChecks {
  readonly threadId: string;
  readonly goalId: string;
  readonly contract: Contract;
  /** All runs of the goal's checks. */
  readonly runs: readonly CheckRun[];
}

export async function checkEvidence(
  recall: Recall,
  { threadId, goalId, contract, runs }: GoalOfChecks,
  name: string,
): Promise<ResolvedEvidence> {
  const checks = checksOf(contract).map(({ check }) => check);
  const check = checks.find((one) => one.name === name);
  if (check === undefined)
    return refusedEvidence(
      `the contract has no such check; it has: ${checks.map((one) => one.name).join(', ')}`,
    );
  const ranAt = runs.filter((run) => run.name === name && run.threadId === threadId);
  const places = new Map(ranAt.map(({ seq, revision }) => [seq, revision]));
  for (const [seq, revision] of [...places].sort(([one], [other]) => other - one)) {
    // An edit may have made another check of it; or left it as it was.
    if (!isDeepStrictEqual(checkIn(await recall.contract({ goalId, revision }), name), check)) continue;
    // The verdict of the whole: several runs are one outcome, and those of a lost attempt do not count.
    const item = await recall.item(threadId, seq);
    const verdict = item && bodyAs(item, 'checks', 'audit')?.verdict;
    const outcome = verdict?.outcomes.find((one) => one.name === name);
    if (verdict === undefined || outcome === undefined) continue;
    // What a check says of files that must not change counts only while they have not.
    const isTampered = verdict.changedProtectedPaths.length > 0;
    const summary = `${checkLine(outcome)}${isTampered ? '; protected paths were changed' : ''}`;
    const passed = outcome.passed && !isTampered;
    return found({ ref: { kind: 'check', name }, source: 'service', summary, seq, passed });
  }
  return refusedEvidence('the service has not run this check yet');
}

const checkIn = (contract: Contract, name: string): Check | undefined =>
  checksOf(contract).find(({ check }) => check.name === name)?.check;
