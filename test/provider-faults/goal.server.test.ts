/** The day's form: every third row of each course; the call of each row is played in `call.test.ts`. */
import { describeGoals } from './describe-goals.ts';
import type { Course, FaultRow } from './fault-row.ts';
import { ROWS } from './rows.ts';

const seen = new Map<Course['kind'], number>();

function isPlayedByDay({ course }: FaultRow): boolean {
  const place = seen.get(course.kind) ?? 0;
  seen.set(course.kind, place + 1);
  return place % 3 === 0;
}

describeGoals(ROWS.filter(isPlayedByDay));
