/** What a running thread says of itself: its record is behind it while work runs. Pure. */
import { defined } from '../../objects/defined.ts';
import { type Goal, type GoalSnapshot, snapshotOf } from '../../workflows/goal/goal.ts';
import type { JournalEvent } from '../../workflows/thread/state/journal-event.ts';
import type { ThreadView } from '../../workflows/view/thread-view.ts';

/** `noAnswer`: the thread should run, and no worker says how it stands. */
export type Living = Pick<ThreadView, 'goal' | 'next' | 'phase' | 'unwritten'> | 'noAnswer';

/** What the thread does, of a goal that is the thread's own. */
export interface Doing {
  readonly reason: string;
  readonly atMs?: number;
  /** The model is asked again: which attempt that is. */
  readonly attempt?: number;
  /** Something runs now, and ends before anything else begins. */
  readonly isAtWork: boolean;
}

/** A goal as a report begins with it. */
export interface FoundGoal {
  readonly snapshot: GoalSnapshot;
  readonly firstSeq: number;
  /** Absent: it is not the goal that the thread has, or nobody says. */
  readonly doing?: Doing;
  /** Events of the thread that the record does not hold yet. */
  readonly unwritten: readonly JournalEvent[];
}

type Recorded = Pick<FoundGoal, 'snapshot' | 'firstSeq'>;

/** `recorded`: what the journal holds of that goal. The living thread is believed unless it is older. */
export function foundGoal(recorded: Recorded | undefined, living: Living | undefined): FoundGoal | undefined {
  if (living === undefined || living === 'noAnswer') return recorded && { ...recorded, unwritten: [] };
  const { goal, next, phase, unwritten = [] } = living;
  const goalId = recorded?.snapshot.goalId ?? goal?.goalId;
  const pending = unwritten.filter((event) => event.type === 'goalChanged' && event.goal.goalId === goalId);
  const [first] = pending;
  const firstSeq = recorded?.firstSeq ?? first?.seq;
  if (firstSeq === undefined) return undefined;
  if (goal !== null && goal.goalId === goalId && !isOlder(goal, recorded)) {
    const isAtWork = phase === 'running' || phase === 'auditing';
    const { reason, atMs, attempt } = next;
    const doing = { reason, ...defined({ atMs, attempt }), isAtWork };
    return { snapshot: snapshotOf(goal), firstSeq, doing, unwritten };
  }
  const last = pending.at(-1);
  const snapshot = last?.type === 'goalChanged' ? last.goal : recorded?.snapshot;
  return snapshot && { snapshot, firstSeq, unwritten };
}

/** The record was read after the thread was asked, and may have gone on meanwhile. */
const isOlder = ({ updatedAtMs }: Goal, recorded: Recorded | undefined): boolean =>
  recorded !== undefined && recorded.snapshot.updatedAtMs > updatedAtMs;
