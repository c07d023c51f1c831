/** Takes an open run a step further: begins it, cancels it, or sees whether its goal still works. */
import type { OpenRun, RunOutcome } from '../../journal/rows/schedules/schedule-run.ts';
import { defined } from '../../objects/defined.ts';
import type { ServerDependencies } from '../dependencies.ts';
import { beginRun } from './begin-run.ts';
import { restsForGood, runStanding } from './run-end.ts';
import { withTemplate } from './template.ts';

const AGAIN_MS = 5_000;
/** Whoever rests is asked less often: a worker has to answer. */
const ASK_AGAIN_MS = 30_000;

export async function lookAtRun(dependencies: ServerDependencies, run: OpenRun, now: Date): Promise<void> {
  if (run.status === 'due') return begin(dependencies, run, now);
  if (run.status === 'cancelling') return cancel(dependencies, run, now);
  return settle(dependencies, run, now);
}

async function begin(dependencies: ServerDependencies, run: OpenRun, now: Date): Promise<void> {
  const { journal } = dependencies;
  const schedule = await journal.readAnySchedule(run.scheduleId);
  if (schedule === undefined || schedule.isDeleted)
    return journal.moveRun(run.runId, { status: 'cancelled' }, now);
  await noteMissed(dependencies, run, now);
  const begun = await beginRun(dependencies, run, withTemplate(schedule));
  if (begun.state === 'later')
    return journal.moveRun(run.runId, { status: 'due', lookAt: after(now, AGAIN_MS) }, now);
  if (begun.state === 'refused')
    return journal.moveRun(run.runId, { status: 'refused', outcome: { refusal: begun.refusal } }, now);
  const { threadId, goalId } = begun;
  return journal.moveRun(run.runId, { status: 'working', threadId, goalId }, now);
}

/** Temporal counts them, and tells nobody: when the next one begins is the time to ask. */
async function noteMissed(
  { journal, schedules }: ServerDependencies,
  run: OpenRun,
  now: Date,
): Promise<void> {
  if (run.startedBy === 'request') return;
  const { missedRuns = 0 } = (await schedules.times(run.scheduleId)) ?? {};
  if (missedRuns > 0) await journal.noteMissedRuns(run.scheduleId, missedRuns, now);
}

/** Its work stays where it is: whoever wants it to go on resumes the goal. */
async function cancel({ journal, threads }: ServerDependencies, run: OpenRun, now: Date): Promise<void> {
  const { runId, threadId } = run;
  const isOwn = run.goal === undefined || run.goal.status === 'active' || run.goal.status === 'usageLimited';
  if (threadId !== undefined && isOwn)
    await threads.signal(threadId, { type: 'interrupt', requestId: `cancel-${runId}` });
  return journal.moveRun(runId, { status: 'cancelled', outcome: outcomeOf(run) }, now);
}

async function settle(dependencies: ServerDependencies, run: OpenRun, now: Date): Promise<void> {
  const { journal } = dependencies;
  const standing = runStanding(run);
  if (standing === 'working') return undefined;
  if (standing === 'askThread' && !(await isAtRest(dependencies, run)))
    return journal.moveRun(run.runId, { status: 'working', lookAt: after(now, ASK_AGAIN_MS) }, now);
  return journal.moveRun(run.runId, { status: 'ended', outcome: outcomeOf(run) }, now);
}

/** A thread that gives no answer may still work. */
async function isAtRest({ threads }: ServerDependencies, { threadId, goalId }: OpenRun): Promise<boolean> {
  const view = threadId === undefined ? undefined : await threads.view(threadId);
  if (view === undefined) return false;
  return view.goal?.goalId !== goalId || restsForGood(view.next);
}

const outcomeOf = ({ goal }: OpenRun): RunOutcome =>
  goal === undefined ? {} : { goal: { status: goal.status, ...defined({ statusCause: goal.statusCause }) } };

const after = (now: Date, durationMs: number): Date => new Date(now.getTime() + durationMs);
