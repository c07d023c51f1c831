/** A run that somebody waits for: as it stands when it has begun. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Journal } from '../../journal/journal.ts';
import type { ScheduleRun } from '../../journal/rows/schedules/schedule-run.ts';

const MAX_WAIT_MS = 10_000;
const LOOK_EVERY_MS = 100;

/** The dispatch begins it, of this server or of another one. One that takes longer is told as it is. */
export async function begunRun(journal: Pick<Journal, 'readRun'>, noted: ScheduleRun): Promise<ScheduleRun> {
  const untilMs = Date.now() + MAX_WAIT_MS;
  let run = noted;
  while (run.status === 'due' && Date.now() < untilMs) {
    await sleep(LOOK_EVERY_MS);
    run = (await journal.readRun(noted.scheduleId, noted.runId)) ?? run;
  }
  return run;
}
