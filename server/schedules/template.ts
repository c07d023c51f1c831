/** What each run of a schedule begins: as it was taken, and as replies show it. */
import { underCeiling } from '../../contracts/ceiling/under-ceiling.ts';
import { contractOf, type SentContract } from '../../contracts/schema/contract.ts';
import type { SentFile } from '../../contracts/schema/hidden-files/sent-files.ts';
import type { Schedule } from '../../journal/rows/schedules/schedule.ts';
import type { ThreadRow } from '../../journal/rows/thread-row.ts';
import { defined } from '../../objects/defined.ts';
import { omit } from '../../objects/omit.ts';
import type { Check } from '../../workflows/contract/contract.ts';
import type { ServerDependencies } from '../dependencies.ts';
import { invalid } from '../http/problem.ts';
import { findThread } from '../lookup/find-thread.ts';
import { LIVING, WHY } from '../lookup/kept-why.ts';
import { namedState } from '../lookup/named-state.ts';
import { refuseUnknownSource, type WorkspaceWish } from '../lookup/workspace-source.ts';
import { wantedGoal } from '../threads/make-thread.ts';
import type { NewScheduleBody } from './schedule-body.ts';
import type { ScheduleReply } from './schedule-schema.ts';

export type ScheduleTemplate = Pick<NewScheduleBody, 'thread' | 'threadId' | 'goal'>;

export type ThreadSchedule = Schedule<ScheduleTemplate>;

/** Every template was held against its schema before it was kept. */
export const withTemplate = (schedule: Schedule): ThreadSchedule => schedule as ThreadSchedule;

/** Throws a 400 or a 404 where no run could begin what the template says, as things stand. */
export async function requireTemplate(
  dependencies: ServerDependencies,
  tenant: { readonly tenantId: string },
  { thread, threadId, goal }: ScheduleTemplate,
): Promise<void> {
  const { sent } = wantedGoal(dependencies, goal, 'goal.');
  if (threadId !== undefined) refuseArchived(await findThread(dependencies, tenant, threadId));
  await requireContents(dependencies, threadId, sent);
  const { workspace } = thread ?? {};
  refuseUnknownSource(dependencies, workspace, 'thread.');
  if (workspace?.fork !== undefined) await requireFork(dependencies, tenant, workspace.fork);
}

/** One that rests reopens by itself. */
function refuseArchived({ archivedAt, isResting }: ThreadRow): void {
  if (archivedAt === undefined || isResting) return;
  throw invalid([{ field: 'threadId', message: 'names a thread that is archived: reopen it first' }]);
}

/** What a name stands for, such as proven, may be there when a run begins; a state is kept now, or never. */
async function requireFork(
  dependencies: ServerDependencies,
  tenant: { readonly tenantId: string },
  { threadId, state }: NonNullable<WorkspaceWish['fork']>,
): Promise<void> {
  const thread = await findThread(dependencies, tenant, threadId);
  if (state === undefined || [LIVING, ...WHY].includes(state)) return;
  if ((await namedState(dependencies.journal, thread, state)) !== undefined) return;
  throw invalid([{ field: 'thread.workspace.fork.state', message: 'names no state that the thread has' }]);
}

/** A file that is named by its digest alone has to be one that the thread was sent; a new one has none. */
async function requireContents(
  { journal }: Pick<ServerDependencies, 'journal'>,
  threadId: string | undefined,
  { verification, constraints }: SentContract,
): Promise<void> {
  const named = [...Object.entries({ verification, constraints })].flatMap(([part, { checks }]) =>
    checks.flatMap(({ files = [] }: Check, check) =>
      files.flatMap((file: SentFile, index) =>
        file.contentBase64 === undefined
          ? [{ sha256: file.sha256, field: `goal.${part}.checks.${check}.files.${index}.sha256` }]
          : [],
      ),
    ),
  );
  if (named.length === 0) return;
  const known =
    threadId === undefined
      ? new Map<string, number>()
      : await journal.contentSizes(
          threadId,
          named.map(({ sha256 }) => sha256),
        );
  const missing = named.filter(({ sha256 }) => !known.has(sha256));
  if (missing.length > 0)
    throw invalid(
      missing.map(({ field }) => ({ field, message: 'names content that is not there: send the content' })),
    );
}

/** Contents of hidden files stay with the journal. The budget is the one that a run would get today. */
export function templateReply(
  { budgets }: Pick<ServerDependencies, 'budgets'>,
  { thread, threadId, goal }: ScheduleTemplate,
): Pick<ScheduleReply, 'thread' | 'threadId' | 'goal'> {
  const sent = contractOf(goal);
  const ceiled = underCeiling(sent.budget, budgets);
  const { verification, constraints } = sent;
  const { replace, callbackUrl, title, metadata } = goal;
  return {
    ...defined({ thread, threadId }),
    goal: {
      ...sent,
      budget: ceiled.ok ? ceiled.budget : omit(sent.budget, 'unlimited'),
      verification: { ...verification, checks: verification.checks.map(withoutContents) },
      constraints: { ...constraints, checks: constraints.checks.map(withoutContents) },
      replace,
      ...defined({ callbackUrl, title, metadata }),
    },
  };
}

const withoutContents = ({ files, ...check }: Check): Check => ({
  ...check,
  ...(files === undefined
    ? {}
    : { files: files.map(({ path, sha256, sizeBytes, mode }) => ({ path, sha256, sizeBytes, mode })) }),
});
