/** The part of an append that keeps the thread's own row where its record has come to. */
import type { SqlValue } from '../../sql/sql.ts';
import type { Course, UsageSoFar } from './course.ts';

interface GoalChange {
  readonly goalId: string;
  readonly seq: number;
  readonly status: string;
}

type Bind = (value: SqlValue, type: string) => string;

/**
 * Each part moves forward only: an entry that comes late, or once more, changes nothing. The goal that
 * changed last is the thread's.
 */
export function moveOverview(
  changes: readonly GoalChange[],
  course: Course | undefined,
  used: UsageSoFar | undefined,
  bind: Bind,
): string | undefined {
  const goal = changes.toSorted((a, b) => a.seq - b.seq).at(-1);
  if (goal === undefined && course === undefined) return undefined;
  const goalSeq = bind(goal?.seq ?? 0, 'integer');
  const courseSeq = bind(course?.seq ?? 0, 'integer');
  const usedSeq = bind(used?.seq ?? 0, 'integer');
  const usage = bind(used === undefined ? null : JSON.stringify(used.usage), 'text');
  const moved = (column: string, seq: string, value: string): string =>
    `${column} = case when ${seq} > ${column.startsWith('goal') ? 'goal_seq' : 'course_seq'} then ${value} else ${column} end`;
  // JSON, since a reason may hold what a text of the database cannot.
  const stalled = typeof course?.stalledBecause === 'string' ? JSON.stringify(course.stalledBecause) : null;
  const isInTurn = course?.isInTurn === undefined ? null : Number(course.isInTurn);
  return `told as (
    update threads set
      ${moved('goal_id', goalSeq, bind(goal?.goalId ?? null, 'text'))},
      ${moved('goal_status', goalSeq, bind(goal?.status ?? null, 'text'))},
      ${moved('is_in_turn', courseSeq, `coalesce(${bind(isInTurn, 'integer')}, is_in_turn)`)},
      ${moved('held_by', courseSeq, course?.heldBy === undefined ? 'held_by' : bind(course.heldBy, 'text'))},
      ${moved('stalled_because', courseSeq, course?.stalledBecause === undefined ? 'stalled_because' : bind(stalled, 'text'))},
      goal_usage = case when ${usedSeq} > goal_usage_seq then ${usage} else goal_usage end,
      goal_usage_seq = greatest(goal_usage_seq, ${usedSeq}),
      goal_seq = greatest(goal_seq, ${goalSeq}), course_seq = greatest(course_seq, ${courseSeq}), updated_at = now()
    where thread_id = $1 and (${goalSeq} > goal_seq or ${courseSeq} > course_seq))`;
}
