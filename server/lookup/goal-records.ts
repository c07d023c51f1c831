/** The goals that a thread has had, with what its record does not hold yet: it is behind while work runs. */
import type { GoalRecord } from '../../journal/journal.ts';
import type { ThreadRow } from '../../journal/rows/thread-row.ts';
import { type GoalSnapshot, snapshotOf } from '../../workflows/goal/goal.ts';
import type { ThreadView } from '../../workflows/view/thread-view.ts';
import type { ServerDependencies } from '../dependencies.ts';
import { readView } from './read-view.ts';

export interface GoalRecords {
  /** The newest first. */
  readonly records: readonly GoalRecord[];
  /** No worker says how the thread stands: more may have happened. */
  readonly isStale: boolean;
}

export async function readGoalRecords(
  dependencies: ServerDependencies,
  thread: ThreadRow,
): Promise<GoalRecords> {
  const { journal } = dependencies;
  // The thread is asked first, so that the record is never older than what it says of itself.
  const view = await readView(dependencies, thread);
  const recorded = await journal.listGoals(thread.threadId);
  const records = new Map(recorded.toReversed().map((record) => [record.snapshot.goalId, record]));
  for (const snapshot of view === undefined ? [] : toldBy(view)) {
    const known = records.get(snapshot.goalId);
    if (known !== undefined && known.snapshot.updatedAtMs > snapshot.updatedAtMs) continue;
    const isSame = known?.snapshot.revision === snapshot.revision;
    const contract = isSame ? known.contract : await journal.readContract(snapshot.goalId, snapshot.revision);
    if (contract !== undefined) records.set(snapshot.goalId, { snapshot, contract });
  }
  return { records: [...records.values()].toReversed(), isStale: view === undefined };
}

/** One snapshot may follow another of the same goal. */
const toldBy = ({ goal, unwritten = [] }: ThreadView): GoalSnapshot[] => [
  ...unwritten.flatMap((event) => (event.type === 'goalChanged' ? [event.goal] : [])),
  ...(goal === null ? [] : [snapshotOf(goal)]),
];
