/** A goal as REST shows it: the workflow's live figures beside the contract's text. Pure. */
import type { GoalRecord } from '../journal/journal.ts';
import { budgetLeft } from '../workflows/budget.ts';
import type { Contract } from '../workflows/contract.ts';
import { userActions } from '../workflows/goal-machine.ts';
import type { GoalLive, ThreadView } from '../workflows/thread-view.ts';
import { billedTokens } from '../workflows/usage.ts';

/** From the running workflow. */
export function liveGoal(view: ThreadView, goal: GoalLive, contract: Contract | undefined) {
  const { title: _, budget: __, policy: ___, setAtMs, updatedAtMs, ...figures } = goal;
  return {
    threadId: view.threadId,
    ...figures,
    contract,
    phase: view.phase,
    next: nextOf(view),
    setAt: new Date(setAtMs).toISOString(),
    updatedAt: new Date(updatedAtMs).toISOString(),
    stale: false,
  };
}

/** From the journal, when no worker answers: what was known at `asOf`. */
export function recordedGoal(threadId: string, { snapshot, contract }: GoalRecord) {
  const { setAtMs, updatedAtMs, ...figures } = snapshot;
  return {
    threadId,
    ...figures,
    tokensUsed: billedTokens(snapshot.usage),
    budgetLeft: budgetLeft(contract.budget, snapshot.usage),
    actions: userActions(snapshot.status),
    contract,
    setAt: new Date(setAtMs).toISOString(),
    updatedAt: new Date(updatedAtMs).toISOString(),
    asOf: new Date(updatedAtMs).toISOString(),
    stale: true,
  };
}

export const nextOf = ({ next }: ThreadView) => ({
  action: next.action,
  reason: next.reason,
  ...(next.atMs === undefined ? {} : { at: new Date(next.atMs).toISOString() }),
});
