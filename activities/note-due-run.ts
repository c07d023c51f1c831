/** The `noteDueRun` Activity: a schedule has fired, and the journal hears of it. */
import { v7 as uuidv7 } from 'uuid';
import type { Journal } from '../journal/journal.ts';
import type { ScheduleActivities } from '../workflows/schedule/due-run.ts';

/** The origin makes a repeated attempt find the run that the first one noted. */
export const createNoteDueRun =
  ({ journal }: { readonly journal: Pick<Journal, 'noteDueRun'> }): ScheduleActivities['noteDueRun'] =>
  async ({ scheduleId, origin, dueMs }) => {
    const due = { scheduleId, origin, dueAt: new Date(dueMs), startedBy: 'schedule' as const };
    await journal.noteDueRun({ runId: `run_${uuidv7()}`, ...due }, new Date());
  };
