/**
 * Brings schedules on their way: tells Temporal of those that it does not know as they are, begins runs that
 * are due, and sees when they are over. Whatever is cut short is done by the next look, of this server or of
 * another one.
 */
import { type Looking, lookAgain } from '../../process/look-again.ts';
import type { ServerDependencies } from '../dependencies.ts';
import { lookAtRun } from './look-at-run.ts';
import { syncSchedule } from './sync-schedule.ts';

const LOOK_EVERY_MS = 1_000;
/** Longer than any step of a run; the server that took it may have died. */
const TAKEN_MS = 60_000;
/** A run that works is looked at so often. */
const LOOK_AGAIN_MS = 3_000;
const BATCH = 20;

export const startScheduleDispatch = (dependencies: ServerDependencies): Looking =>
  lookAgain(LOOK_EVERY_MS, () => dispatchSchedules(dependencies, new Date()));

/** One look. Rejects when something was away; the rest of it is done all the same. */
export async function dispatchSchedules(dependencies: ServerDependencies, now: Date): Promise<void> {
  const { journal } = dependencies;
  const unsynced = await journal.listUnsyncedSchedules(BATCH);
  const told = await Promise.allSettled(
    unsynced.map(({ scheduleId }) => syncSchedule(dependencies, scheduleId)),
  );
  await journal.releaseBuffered(now);
  const nowMs = now.getTime();
  const until = { takenUntil: new Date(nowMs + TAKEN_MS), lookAgainAt: new Date(nowMs + LOOK_AGAIN_MS) };
  const runs = await journal.takeOpenRuns(now, until, BATCH);
  const [cancelling, others] = [true, false].map((isFirst) =>
    runs.filter(({ status }) => (status === 'cancelling') === isFirst),
  );
  const looked: PromiseSettledResult<void>[] = [];
  // A run that takes the place of another one begins after that was told to stop.
  for (const each of [cancelling ?? [], others ?? []])
    looked.push(...(await Promise.allSettled(each.map((run) => lookAtRun(dependencies, run, now)))));
  const failed = [...told, ...looked].find(({ status }) => status === 'rejected');
  if (failed?.status === 'rejected') throw failed.reason;
}
