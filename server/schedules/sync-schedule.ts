/**
 * Tells Temporal of a schedule as the journal has it. Whoever is cut short leaves it to the next look of the
 * dispatch; of two who tell it at once, each looks whether it has changed since, so that the latest stays.
 */
import type { ServerDependencies } from '../dependencies.ts';

export type Synced = 'applied' | 'invalid' | 'gone';

/** Rejects while Temporal is away. `invalid`: Temporal does not take its times. */
export async function syncSchedule(
  { journal, schedules }: Pick<ServerDependencies, 'journal' | 'schedules'>,
  scheduleId: string,
): Promise<Synced> {
  for (;;) {
    const schedule = await journal.readAnySchedule(scheduleId);
    if (schedule === undefined) return 'gone';
    if (schedule.isDeleted) {
      await schedules.remove(scheduleId);
      await journal.removeSchedule(scheduleId);
      return 'gone';
    }
    const applied = await schedules.apply(schedule);
    await journal.markScheduleSynced(scheduleId, schedule.revision);
    const after = await journal.readAnySchedule(scheduleId);
    // It was deleted meanwhile, and Temporal has it anew: nobody else would ever remove it there.
    if (after === undefined) {
      await schedules.remove(scheduleId);
      return 'gone';
    }
    if (after.revision === schedule.revision && !after.isDeleted) return applied;
  }
}
