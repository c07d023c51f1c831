/** Removes a schedule, first in the journal and then at Temporal. */
import type { ServerDependencies } from '../dependencies.ts';
import { notFound } from '../http/problem.ts';
import { requestIdOf } from '../http/request-id.ts';
import { type ChangeRequest, toldToTemporal } from './change-schedule.ts';
import { findSchedule, requireSchedule } from './find-schedule.ts';
import type { ThreadSchedule } from './template.ts';

/**
 * Resolves with the schedule as it was. Throws a 412 where `If-Match` names another revision: the statement
 * that removes it looks once more, so that no change can come between.
 */
export async function removeSchedule(
  dependencies: ServerDependencies,
  { params: { scheduleId }, headers, principal }: ChangeRequest,
): Promise<ThreadSchedule> {
  const { journal } = dependencies;
  const condition = headers['if-match'];
  const schedule = await findSchedule(dependencies, principal, scheduleId);
  requireSchedule(condition, schedule);
  const revision = condition?.kind === 'tag' || condition?.kind === 'oneOf' ? schedule.revision : undefined;
  if (!(await journal.beginScheduleRemoval(principal.tenantId, scheduleId, new Date(), revision))) {
    requireSchedule(condition, await findSchedule(dependencies, principal, scheduleId));
    throw notFound('schedule');
  }
  await toldToTemporal(dependencies, scheduleId, requestIdOf(headers));
  return schedule;
}
