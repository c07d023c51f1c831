/**
 * Edits a goal in place. Only the workflow knows which revision is the current one, so an edit is made from one, and
 * refused when it has changed: then it is made again from the newer one, so that no concurrent edit is lost.
 */
import { isDeepStrictEqual } from 'node:util';
import type { ThreadRow } from '../journal/journal.ts';
import { standingContractSchema } from '../schemas/contract.ts';
import type { Contract } from '../workflows/contract.ts';
import { newGoalOf } from '../workflows/new-goal.ts';
import type { GoalLive } from '../workflows/thread-view.ts';
import { answered } from './answered.ts';
import type { ServerDependencies } from './dependencies.ts';
import { fieldProblems } from './field-problems.ts';
import type { Condition } from './if-match.ts';
import { mergePatch } from './merge-patch.ts';
import { invalid, unavailable } from './problem.ts';
import { refusal } from './refusal.ts';
import type { GoalPatch } from './schemas/goal-patch.ts';
import type { Sent } from './temporal-errors.ts';

export interface EditGoalRequest {
  readonly patch: GoalPatch;
  readonly requestId: string;
  /** The caller named the request, so that it may be one that was applied before. */
  readonly mayBeRepeated: boolean;
  readonly condition?: Condition | undefined;
}

/** More edits than this at the same moment, and the caller has to try again. */
const MAX_ATTEMPTS = 10;

/** Resolves when the edit is applied; throws a 400 when the contract would not be valid with it, a 409 when refused. */
export async function editGoal(
  dependencies: ServerDependencies,
  thread: ThreadRow,
  request: EditGoalRequest,
): Promise<void> {
  const { requestId, condition } = request;
  for (let attempt = 1; ; attempt += 1) {
    const goal = await editable(dependencies, thread, request);
    if (goal === 'doneBefore') return;
    const sent = answered(await editOnce(dependencies, thread, goal, request));
    if (sent.state === 'applied') return;
    const mayRetry = sent.reason === 'staleRevision' && condition?.kind !== 'tag' && attempt < MAX_ATTEMPTS;
    if (!mayRetry) throw await refusal(dependencies, thread, sent.reason, { requestId });
  }
}

/** The goal to make the edit from. */
async function editable(
  dependencies: ServerDependencies,
  thread: ThreadRow,
  { requestId, mayBeRepeated, condition }: EditGoalRequest,
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
    throw await refusal(dependencies, thread, 'staleRevision', { requestId });
  return goal;
}

const isMet = (condition: Condition, { goalId, revision }: GoalLive): boolean =>
  condition.kind === 'any' ||
  (condition.kind === 'tag' && condition.goalId === goalId && condition.revision === revision);

async function editOnce(
  { journal, threads }: ServerDependencies,
  thread: ThreadRow,
  { goalId, revision: ifRevision }: GoalLive,
  { patch: { status, ...patch }, requestId }: EditGoalRequest,
): Promise<Sent> {
  const before = await journal.readContract(goalId, ifRevision);
  if (before === undefined) throw unavailable(`the contract of ${goalId} cannot be read`);
  const merged = standingContractSchema.safeParse(mergePatch(before, patch));
  if (!merged.success) throw invalid(fieldProblems(merged.error));
  const contract: Contract = merged.data;
  // A number that another edit took, even one that was refused then, is never used again.
  let revision = ifRevision + 1;
  while (!(await journal.saveContract(thread.threadId, goalId, revision, contract))) revision += 1;
  const { goalId: _, ...goal } = newGoalOf(goalId, contract);
  const changesChecks = !isDeepStrictEqual(proofOf(before), proofOf(contract));
  const edit = { ...goal, revision, changesChecks, ...(status === undefined ? {} : { status }) };
  return threads.update(thread, { type: 'editGoal', requestId, ifGoalId: goalId, ifRevision, edit });
}

/** What decides whether results of the checks and rulings of the auditor still say something. */
const proofOf = ({ verification, constraints }: Contract) => [
  verification.checks,
  constraints.checks,
  verification.protectedPaths,
  verification.auditor,
];
