/**
 * Makes the next revision of a goal. Only the workflow knows which one is current, so it is made from one,
 * and refused when that has changed: then it is made again from the newer one, so that no concurrent change
 * is lost.
 */
import type { AcceptedState } from '../../journal/rows/goals/saved-contract.ts';
import type { ThreadRow } from '../../journal/rows/thread-row.ts';
import { omit } from '../../objects/omit.ts';
import type { Contract } from '../../workflows/contract/contract.ts';
import type { GoalEdit } from '../../workflows/goal/edit-goal.ts';
import { newGoalOf } from '../../workflows/goal/new-goal.ts';
import type { GoalLive } from '../../workflows/view/thread-view.ts';
import type { ServerDependencies } from '../dependencies.ts';
import { type Condition, isMet } from '../http/if-match.ts';
import { unavailable } from '../http/problem.ts';
import { readPendingRestore } from '../lookup/pending-restore.ts';
import { type Answered, answered } from '../temporal/answered.ts';
import { conditionFailed, refusal } from './refusal.ts';

export interface RevisionRequest {
  readonly requestId: string;
  /** The caller named the request, so that it may be one that was applied before. */
  readonly mayBeRepeated: boolean;
  readonly condition?: Condition | undefined;
}

export interface Revision
  extends Pick<GoalEdit, 'changesChecks' | 'keepsJudged' | 'touchedChecks' | 'status'> {
  readonly contract: Contract;
  /** Absent: the state that was accepted last stays so. */
  readonly accepted?: AcceptedState;
  /** Patterns of what is put back to the accepted state before the checks run on the revision. */
  readonly restored?: readonly string[];
}

/** What the present goal and its contract become; throws what refuses it. */
export type Revise = (goal: GoalLive, contract: Contract) => Promise<Revision> | Revision;

/** More changes than this at the same moment, and the caller has to try again. */
const MAX_ATTEMPTS = 10;

/** Resolves when the revision is the goal's; throws a 409 or 412 when it was refused. */
export async function reviseGoal(
  dependencies: ServerDependencies,
  thread: ThreadRow,
  request: RevisionRequest,
  revise: Revise,
): Promise<void> {
  const { requestId, condition } = request;
  for (let attempt = 1; ; attempt += 1) {
    const goal = await revisable(dependencies, thread, request);
    if (goal === 'doneBefore') return;
    const sent = await reviseOnce(dependencies, thread, goal, requestId, revise);
    if (sent.state === 'applied') return;
    const mayRetry = sent.reason === 'staleRevision' && condition?.kind !== 'tag' && attempt < MAX_ATTEMPTS;
    if (mayRetry) continue;
    if (sent.reason === 'staleRevision' && condition !== undefined)
      throw await conditionFailed(dependencies, thread, requestId);
    throw await refusal(dependencies, thread, sent.reason, { requestId });
  }
}

/** The goal to make the revision from. */
async function revisable(
  dependencies: ServerDependencies,
  thread: ThreadRow,
  { requestId, mayBeRepeated, condition }: RevisionRequest,
): Promise<GoalLive | 'doneBefore'> {
  const { threads } = dependencies;
  const outcome = mayBeRepeated ? await threads.outcome(thread.threadId, requestId) : 'unknown';
  if (outcome === 'noAnswer') throw unavailable('no worker answered; nothing was changed');
  if (outcome !== 'unknown' && outcome.applied) return 'doneBefore';
  const view = await threads.view(thread.threadId);
  if (view === undefined) throw unavailable('no worker answered; nothing was changed');
  const { goal } = view;
  if (goal === null) throw await refusal(dependencies, thread, 'noGoal', { requestId });
  if (condition !== undefined && !isMet(condition, goal))
    throw await conditionFailed(dependencies, thread, requestId);
  return goal;
}

async function reviseOnce(
  { journal, threads }: ServerDependencies,
  thread: ThreadRow,
  goal: GoalLive,
  requestId: string,
  revise: Revise,
): Promise<Answered> {
  const { goalId, revision: ifRevision } = goal;
  const before = await journal.readContract(goalId, ifRevision);
  if (before === undefined) throw unavailable(`the contract of ${goalId} cannot be read`);
  const { contract, accepted: own, restored: wanted, ...change } = await revise(goal, before);
  // What a person accepted last holds until another state is accepted, also when no check has run on that
  // revision.
  const accepted = own ?? (await journal.readAcceptedState(goalId, ifRevision));
  const restored = await stillToRestore({ journal }, goal, wanted);
  // A number that another change took, even one that was refused then, is never used again.
  let revision = ifRevision + 1;
  const save = (free: number): Promise<boolean> =>
    journal.saveContract(thread.threadId, goalId, free, contract, accepted, restored, ifRevision);
  while (!(await save(revision))) revision += 1;
  const fields = omit(newGoalOf(goalId, contract), 'goalId');
  const edit = { ...fields, revision, ...change };
  return answered(threads, thread, { type: 'editGoal', requestId, ifGoalId: goalId, ifRevision, edit });
}

/** What is asked for now, and what an earlier revision asked for that no look has done yet. */
async function stillToRestore(
  { journal }: Pick<ServerDependencies, 'journal'>,
  goal: GoalLive,
  wanted: readonly string[] = [],
): Promise<readonly string[] | undefined> {
  const before = (await readPendingRestore(journal, goal)) ?? [];
  const paths = [...new Set([...before, ...wanted])];
  return paths.length === 0 ? undefined : paths;
}
