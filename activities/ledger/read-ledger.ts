/** Ledger and experiment log as a request shows them. A goal without any costs no query. */
import { ApplicationFailure } from '@temporalio/activity';
import type { LedgerText } from '../../context/closing/ledger-lines.ts';
import type { LedgerOfGoal } from '../../context/closing/read-closing.ts';
import { FAILURE_TYPE } from '../../workflows/turn/failure-type.ts';
import type { ActivityDependencies } from '../dependencies.ts';
import { refreshClaims } from './refresh-ledger.ts';

/**
 * Claims are read each time, since another worker may have found some of them stale; the log never changes
 * behind `ledgerSeq`.
 */
export async function readLedger(
  dependencies: ActivityDependencies,
  { threadId, goal, outcomes }: LedgerOfGoal,
): Promise<LedgerText | undefined> {
  const { goalId, ledgerSeq } = goal;
  if (ledgerSeq === undefined) return undefined;
  const { journal, recall } = dependencies;
  const [claims, iterations] = await Promise.all([
    journal.listClaims(goalId),
    recall.iterations(goalId, ledgerSeq),
  ]);
  const refreshed = await refreshClaims(dependencies, threadId, claims, outcomes).catch((error: unknown) => {
    // Shown as they were last found; the next tool call tells what is wrong with the workspace.
    if (isWithoutWorkspace(error)) return claims;
    throw error;
  });
  return { claims: refreshed, iterations };
}

const isWithoutWorkspace = (error: unknown): boolean =>
  error instanceof ApplicationFailure &&
  (error.type === FAILURE_TYPE.workspaceUnavailable || error.type === FAILURE_TYPE.workspaceLost);
