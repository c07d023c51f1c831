/** Edits a goal in place: its contract with what was sent merged into it, as the next revision. */
import { isDeepStrictEqual } from 'node:util';
import { standingContractSchema } from '../../contracts/schema/contract.ts';
import type { LabelPatch } from '../../journal/rows/labels.ts';
import type { ThreadRow } from '../../journal/rows/thread-row.ts';
import { defined } from '../../objects/defined.ts';
import {
  type Contract,
  checksOf,
  DEFAULT_POLICY,
  defaultUndeclaredReads,
} from '../../workflows/contract/contract.ts';
import type { ServerDependencies } from '../dependencies.ts';
import { fieldProblems } from '../http/field-problems.ts';
import { mergePatch } from '../http/merge-patch.ts';
import { invalid } from '../http/problem.ts';
import { PLAINLY } from '../http/validate.ts';
import {
  type ContractWarning,
  droppedChecksWarnings,
  lostFilesWarnings,
} from '../patterns/contract-warnings.ts';
import { refuseGoalOverQuota } from '../quotas/refuse-over-quota.ts';
import { ceiledContract } from './ceiled-contract.ts';
import type { GoalPatch } from './goal-patch.ts';
import { keepHiddenFiles, withFilesOf } from './keep-hidden-files.ts';
import { labelGoal, requireRoom } from './labels/label-goal.ts';
import { readGoal } from './read-goal.ts';
import { refusal, requireMatch } from './refusal.ts';
import { type Revision, type RevisionRequest, reviseGoal } from './revise-goal.ts';

export interface EditGoalRequest extends RevisionRequest {
  readonly patch: GoalPatch;
}

/**
 * Resolves when the edit is applied, with what is worth a warning of it; throws a 400 when the contract would
 * not be valid with it, a 409 when refused.
 */
export async function editGoal(
  dependencies: ServerDependencies,
  thread: ThreadRow,
  { patch: sent, ...request }: EditGoalRequest,
): Promise<ContractWarning[]> {
  let warnings: ContractWarning[] = [];
  let goalId: string | undefined;
  const { title, metadata, ...patch } = sent;
  const labels = defined({ title, metadata });
  if (Object.keys(patch).length === 0) {
    await labelOnly(dependencies, thread, request, labels);
    return [];
  }
  await reviseGoal(dependencies, thread, request, async (goal, before) => {
    await requireRoom(dependencies, goal.goalId, labels);
    goalId = goal.goalId;
    const { contract, status } = edited(dependencies, before, patch);
    if (status === 'active') await refuseGoalOverQuota(dependencies, thread);
    const stored = await keepHiddenFiles(dependencies.journal, thread.threadId, contract);
    const earlier = (await dependencies.journal.listContracts(goal.goalId)).map((each) => each.contract);
    warnings = [...lostFilesWarnings(before, stored, earlier), ...droppedChecksWarnings(before, stored)];
    const changesChecks = !isDeepStrictEqual(proofOf(before), proofOf(stored));
    const keepsJudged = isDeepStrictEqual(judgedBy(before), judgedBy(stored));
    return {
      contract: stored,
      changesChecks,
      touchedChecks: touchedChecks(before, stored),
      ...(keepsJudged ? { keepsJudged } : {}),
      ...defined({ status }),
    };
  });
  if (goalId !== undefined) await labelGoal(dependencies, thread, goalId, labels);
  return warnings;
}

/** Nothing else is changed: throws a 409 without a goal, a 412 when it is not the one that is meant. */
async function labelOnly(
  dependencies: ServerDependencies,
  thread: ThreadRow,
  { requestId, condition }: Pick<RevisionRequest, 'requestId' | 'condition'>,
  labels: LabelPatch,
): Promise<void> {
  await requireMatch(dependencies, thread, condition, requestId);
  const goal = await readGoal(dependencies, thread);
  if (goal === undefined) throw await refusal(dependencies, thread, 'noGoal', { requestId });
  await labelGoal(dependencies, thread, goal.goalId, labels);
}

/** Contents of hidden files may be with it. */
function edited(
  dependencies: ServerDependencies,
  before: Contract,
  { status, ...patch }: Omit<GoalPatch, 'title' | 'metadata'>,
): Pick<Revision, 'contract' | 'status'> {
  // `unlimited` takes the limits away that it would otherwise stand beside.
  const base = patch.budget?.unlimited ? { ...before, budget: {} } : before;
  const merged = standingContractSchema.safeParse(mergePatch(patchable(base), patch), PLAINLY);
  if (!merged.success) throw invalid(fieldProblems(merged.error));
  // A budget that is not spoken of stays as it is, also where the operator's limits have changed since.
  const { budget } = before;
  const ruled =
    patch.budget === undefined ? { ...merged.data, budget } : ceiledContract(dependencies, merged.data);
  const contract = withFilesOf(before, ruled);
  return { contract, ...defined({ status }) };
}

/**
 * A policy for undeclared reads that is the default follows the declared work as the edit changes it. What an
 * older release stored, or did not know of, stays as it was.
 */
function patchable(contract: Contract): object {
  const { undeclaredReads = DEFAULT_POLICY.undeclaredReads, ...policy }: Partial<Contract['policy']> =
    contract.policy;
  const isDefault = undeclaredReads === defaultUndeclaredReads(contract.boundaries);
  return { ...contract, policy: isDefault ? policy : { ...policy, undeclaredReads } };
}

/** A check is held against the objective, so that another objective touches all of them. */
function touchedChecks(before: Contract, after: Contract): readonly string[] | 'all' {
  if (before.objective !== after.objective) return 'all';
  const kept = checksOf(after);
  const touched = checksOf(before).filter((one) => !kept.some((other) => isDeepStrictEqual(one, other)));
  return touched.map(({ check }) => check.name);
}

/** All that a claim is judged by: what remains are limits, times and advice on the way. */
function judgedBy({ budget: _, notBefore: __, iterationPolicy: ___, policy, ...judged }: Contract): object {
  const { undeclaredReads, twins } = { ...DEFAULT_POLICY, ...policy };
  return { ...judged, undeclaredReads, twins };
}

/** What decides whether results of the checks and rulings of the auditor still say something. */
const proofOf = ({ verification, constraints, boundaries }: Contract) => [
  verification.checks,
  constraints.checks,
  verification.protectedPaths,
  verification.auditor,
  // Checks run on the accepted state and the declared work.
  boundaries.writePaths,
];
