/** Changes a schedule, first in the journal and then at Temporal. */
import type { ScheduleFields } from '../../journal/rows/schedules/schedule.ts';
import type { Principal } from '../access/principal.ts';
import type { ServerDependencies } from '../dependencies.ts';
import type { Condition } from '../http/if-match.ts';
import { withRequestIds } from '../http/named-outage.ts';
import { invalid, notFound, unavailable } from '../http/problem.ts';
import { requestIdOf } from '../http/request-id.ts';
import { isNoAnswer } from '../temporal/temporal-errors.ts';
import { findSchedule, requireSchedule } from './find-schedule.ts';
import { isSameJson } from './same-json.ts';
import { syncSchedule } from './sync-schedule.ts';
import type { ThreadSchedule } from './template.ts';

const MAX_TRIES = 5;

export const BAD_TIMES = { field: 'timezone', message: 'Temporal does not know such times' };

/** A request that is to change a schedule. */
export interface ChangeRequest {
  readonly params: { readonly scheduleId: string };
  readonly headers: Parameters<typeof requestIdOf>[0] & { readonly 'if-match'?: Condition | undefined };
  readonly body?: unknown;
  readonly principal: Pick<Principal, 'tenantId'>;
}

/** Throws a 412 where `If-Match` names another revision; without one, two changes at once both count. */
export async function changeSchedule(
  dependencies: ServerDependencies,
  { params: { scheduleId }, headers, body, principal }: ChangeRequest,
  fieldsOf: (before: ThreadSchedule) => Promise<ScheduleFields>,
): Promise<ThreadSchedule> {
  const { journal } = dependencies;
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const before = await findSchedule(dependencies, principal, scheduleId);
    requireSchedule(headers['if-match'], before);
    const fields = await fieldsOf(before);
    // What changes nothing makes no revision: whoever holds the ETag still names the schedule.
    const changed = isAsBefore(fields, before)
      ? before
      : await journal.changeSchedule(scheduleId, before.revision, fields, new Date());
    if (changed === undefined) continue;
    const told = await toldToTemporal(dependencies, scheduleId, requestIdOf(headers, body ?? {}));
    if (told === 'gone') throw notFound('schedule');
    if (told === 'invalid') {
      await journal.changeSchedule(scheduleId, changed.revision, before, new Date());
      throw invalid([BAD_TIMES]);
    }
    return changed as ThreadSchedule;
  }
  throw unavailable('others change the schedule at the same time; repeat the request');
}

const kept = ({ name, metadata, timing, template, isPaused }: ScheduleFields) => ({
  ...{ name, metadata, timing, template, isPaused },
});

/** What is kept has been JSON. */
const isAsBefore = (fields: ScheduleFields, before: ScheduleFields): boolean =>
  isSameJson(kept(fields), kept(before));

/** A 503 says that the change is kept: Temporal hears of it as soon as it can. */
export const toldToTemporal = (dependencies: ServerDependencies, scheduleId: string, requestId: string) =>
  withRequestIds({ requestId }, async () => {
    try {
      return await syncSchedule(dependencies, scheduleId);
    } catch (error) {
      if (isNoAnswer(error)) throw unavailable('Temporal cannot be reached; the schedule is kept');
      throw error;
    }
  });
