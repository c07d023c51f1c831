/**
 * The state of a thread whose workflow is lost, as far as its record tells it. Pure; the server starts a
 * workflow with it.
 */

import type { Usage } from '../budget/usage.ts';
import type { Contract } from '../contract/contract.ts';
import { NO_RESULT } from '../evidence/progress.ts';
import type { Contest, Goal, GoalSnapshot } from '../goal/goal.ts';
import { newGoalOf } from '../goal/new-goal.ts';
import { initialThreadState, type ThreadState } from './state/thread-state.ts';

export interface RecordedThread {
  readonly threadId: string;
  readonly tenantId: string;
  /** The last place and the last turn of the record. */
  readonly seq: number;
  readonly turn: number;
  /** The newest goal; absent when there is none, or when it was cleared. */
  readonly goal?: GoalOnRecord;
  /** Messages that no model call has taken along, in order. */
  readonly inputIds: readonly string[];
}

export interface GoalOnRecord {
  readonly snapshot: GoalSnapshot;
  readonly contract: Contract;
  /** What the last turn's end says was used; absent when no turn ended since the snapshot. */
  readonly usage?: Usage;
}

/**
 * What only the workflow knew begins afresh: back-off and other counters, waits, questions that were open,
 * and the outcomes of requests. The checks run once more before the next turn of the goal.
 */
export function rebuilt({ threadId, tenantId, seq, turn, goal, inputIds }: RecordedThread): ThreadState {
  const fresh = initialThreadState(threadId, tenantId);
  const restored = goal === undefined ? null : goalOf(goal);
  return {
    ...fresh,
    seq,
    turn,
    goal: restored,
    usage: restored?.usage ?? fresh.usage,
    inputs: inputIds.map((inputId) => ({ inputId })),
  };
}

function goalOf({ snapshot, contract, usage }: GoalOnRecord): Goal {
  const { contests } = snapshot;
  return {
    ...newGoalOf(snapshot.goalId, contract),
    ...snapshot,
    usage: usage ?? snapshot.usage,
    hasBaseline: snapshot.status === 'complete',
    best: NO_RESULT,
    hasWrappedUp: snapshot.status === 'budgetLimited',
    ...(contests === undefined ? {} : { contests: contests.map(withdrawn) }),
  };
}

/** Its question is lost with the workflow. */
const withdrawn = (contest: Contest): Contest =>
  contest.ruling === 'open' ? { ...contest, ruling: 'withdrawn' } : contest;
