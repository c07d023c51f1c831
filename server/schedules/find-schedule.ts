/** Looks a schedule up; one of another tenant is as unknown as one that does not exist. */
import { z } from 'zod';
import type { Principal } from '../access/principal.ts';
import type { ServerDependencies } from '../dependencies.ts';
import { type Condition, conditionalHeaders, isMet } from '../http/if-match.ts';
import { notFound, ProblemError } from '../http/problem.ts';
import { ID_CHARACTERS } from '../lookup/find-thread.ts';
import { type ThreadSchedule, withTemplate } from './template.ts';

export const scheduleParams = z.object({ scheduleId: z.string().min(1).max(100) });

export const runParams = scheduleParams.extend({ runId: z.string().min(1).max(100) });

export const scheduleHeaders = conditionalHeaders.extend({
  'if-match': conditionalHeaders.shape['if-match'].describe(
    'The ETag of the schedule that is to be changed; when it has changed since, 412 staleRevision.',
  ),
});

export async function findSchedule(
  { journal }: Pick<ServerDependencies, 'journal'>,
  { tenantId }: Pick<Principal, 'tenantId'>,
  scheduleId: string,
): Promise<ThreadSchedule> {
  const isId = ID_CHARACTERS.test(scheduleId);
  const schedule = isId ? await journal.readSchedule(tenantId, scheduleId) : undefined;
  if (schedule === undefined) throw notFound('schedule');
  return withTemplate(schedule);
}

/** Throws a 412 when the schedule is not as the caller's `If-Match` has it. */
export function requireSchedule(
  condition: Condition | undefined,
  { scheduleId, revision }: Pick<ThreadSchedule, 'scheduleId' | 'revision'>,
): void {
  if (condition === undefined || isMet(condition, { goalId: scheduleId, revision })) return;
  throw new ProblemError({
    status: 412,
    code: 'staleRevision',
    title: 'The schedule is not the one that If-Match names',
    detail: `It has revision ${revision}: read it again.`,
  });
}

export const scheduleTag = ({
  scheduleId,
  revision,
}: Pick<ThreadSchedule, 'scheduleId' | 'revision'>): string => `"${scheduleId}.${revision}"`;
