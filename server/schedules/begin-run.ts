/**
 * Begins a run as a caller would have: by the same steps as POST /v1/threads and PUT …/goal, under ids that
 * follow from the run's own, so that a beginning that was cut short makes no second thread.
 */
import type { ScheduleRun } from '../../journal/rows/schedules/schedule-run.ts';
import { defined } from '../../objects/defined.ts';
import type { ServerDependencies } from '../dependencies.ts';
import { findLivingThread } from '../goals/find-living-thread.ts';
import { refusal } from '../goals/refusal.ts';
import { AcceptedForLater } from '../http/accepted.ts';
import { type Problem, ProblemError } from '../http/problem.ts';
import { findThread } from '../lookup/find-thread.ts';
import { isNoAnswer } from '../temporal/temporal-errors.ts';
import { setFirstGoal } from '../threads/first-goal.ts';
import { withFirstMessages } from '../threads/first-messages.ts';
import { type MadeThread, makeThread, wantedGoal } from '../threads/make-thread.ts';
import { reopenThread } from '../threads/reopen-thread.ts';
import type { RunRefusal } from './schedule-schema.ts';
import type { ThreadSchedule } from './template.ts';

export type Beginning =
  | { readonly state: 'working'; readonly threadId: string; readonly goalId: string }
  | { readonly state: 'refused'; readonly refusal: RunRefusal }
  /** Something that it takes is away. */
  | { readonly state: 'later' };

/** Two runs never share an id, and a caller's key is never one of these by chance. */
const requestIdFor = (runId: string): string => `schedule-${runId}`;

const threadIdFor = (runId: string): string => `thr_${runId.replace(/^run_/, '')}`;

/** Rejects when the journal is away. */
export async function beginRun(
  dependencies: ServerDependencies,
  run: Pick<ScheduleRun, 'runId'>,
  schedule: ThreadSchedule,
): Promise<Beginning> {
  // Each attempt would leave a signal in the thread's history while no worker answers.
  if ((await dependencies.threads.hasWorker()) === false) return { state: 'later' };
  try {
    const requestId = requestIdFor(run.runId);
    const made = await threadFor(dependencies, run.runId, schedule);
    const { sent: _, ...goal } = wantedGoal(dependencies, schedule.template.goal, 'goal.');
    const { messages } = schedule.template.thread ?? {};
    const { goalId } = await withFirstMessages(dependencies, made.thread, messages, () =>
      setFirstGoal(dependencies, made, { ...goal, requestId }),
    );
    return { state: 'working', threadId: made.thread.threadId, goalId };
  } catch (error) {
    if (error instanceof AcceptedForLater || isNoAnswer(error)) return { state: 'later' };
    if (!(error instanceof ProblemError)) throw error;
    return isPassing(error.problem) ? { state: 'later' } : { state: 'refused', refusal: told(error.problem) };
  }
}

async function threadFor(
  dependencies: ServerDependencies,
  runId: string,
  { tenantId, madeBy, template }: ThreadSchedule,
): Promise<Pick<MadeThread, 'thread' | 'isNew'>> {
  const requestId = requestIdFor(runId);
  if (template.threadId !== undefined) {
    const { threadId } = template;
    const found = await findThread(dependencies, { tenantId }, threadId);
    // It is the same for a caller's request: a thread that a person has archived stays so.
    if (found.isResting) await reopenThread(dependencies, found, `${requestId}-reopen`);
    return { thread: await findLivingThread(dependencies, { tenantId }, threadId), isNew: false };
  }
  const threadId = threadIdFor(runId);
  const before = await dependencies.journal.readThread(threadId);
  const made =
    before === undefined
      ? await makeThread(
          dependencies,
          { tenantId, ...defined({ keyId: madeBy }) },
          { ...template.thread, goal: template.goal },
          { requestId, threadId },
        )
      : { thread: before, isNew: false };
  if ((await dependencies.threads.start(made.thread)) === 'ended')
    throw await refusal(dependencies, made.thread, 'archived');
  return made;
}

/** A quota is no outage: the run is refused, and the next one is due soon enough. */
const isPassing = ({ status }: Problem): boolean => status >= 500;

/** Facts alone: the goal of a 409 stays out. */
function told({ status, code, title, detail, errors, ...members }: Problem): RunRefusal {
  const { quota, limit, used } = members as Pick<RunRefusal, 'quota' | 'limit' | 'used'>;
  return { status, code, title, ...defined({ detail, errors, quota, limit, used }) };
}
