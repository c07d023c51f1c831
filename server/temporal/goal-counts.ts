/** How many living threads there are of each kind, asked of Temporal's visibility. */
import type { Client } from '@temporalio/client';
import type { GoalStatus } from '../../workflows/goal/goal.ts';
import type { Phase } from '../../workflows/view/thread-view.ts';

const STATUSES: readonly GoalStatus[] = [
  'active',
  'paused',
  'blocked',
  'usageLimited',
  'budgetLimited',
  'complete',
];
const PHASES: readonly Phase[] = ['idle', 'running', 'waiting', 'auditing', 'needsInput'];
const TIMEOUT_MS = 3_000;
/** Whoever asks more often gets the same answer: a count looks at every thread. */
const FRESH_MS = 10_000;

export interface GoalCounts {
  readonly byStatus: Readonly<Record<string, number>>;
  readonly byPhase: Readonly<Record<string, number>>;
}

/** Rejects when the cluster is away. */
export type CountGoals = () => Promise<GoalCounts>;

export function createGoalCounts(client: Client, now: () => number = Date.now): CountGoals {
  let last: { readonly atMs: number; readonly counts: Promise<GoalCounts> } | undefined;
  const countOf = async (attribute: string, value: string): Promise<[string, number]> => {
    const query = `ExecutionStatus = "Running" AND ${attribute} = "${value}"`;
    const { count } = await client.withDeadline(Date.now() + TIMEOUT_MS, () => client.workflow.count(query));
    return [value, Number(count)];
  };
  const countAll = async (): Promise<GoalCounts> => {
    const [byStatus, byPhase] = await Promise.all([
      Promise.all(STATUSES.map((status) => countOf('GoalStatus', status))),
      Promise.all(PHASES.map((phase) => countOf('GoalPhase', phase))),
    ]);
    return { byStatus: Object.fromEntries(byStatus), byPhase: Object.fromEntries(byPhase) };
  };
  return () => {
    if (last === undefined || now() - last.atMs > FRESH_MS) {
      const counts = countAll();
      counts.catch(() => {
        last = undefined;
      });
      last = { atMs: now(), counts };
    }
    return last.counts;
  };
}
