/** Sets a goal: its text goes into the journal first, then the workflow hears of it by reference. */
import { v7 as uuidv7 } from 'uuid';
import type { LabelPatch } from '../../journal/rows/labels.ts';
import type { ThreadRow } from '../../journal/rows/thread-row.ts';
import type { Contract } from '../../workflows/contract/contract.ts';
import { newGoalOf } from '../../workflows/goal/new-goal.ts';
import type { ServerDependencies } from '../dependencies.ts';
import type { Condition } from '../http/if-match.ts';
import { dropCallback, keepCallback } from '../lookup/callback.ts';
import { type ContractWarning, lostFilesWarnings } from '../patterns/contract-warnings.ts';
import { refuseGoalOverQuota } from '../quotas/refuse-over-quota.ts';
import { answered } from '../temporal/answered.ts';
import { keepHiddenFiles } from './keep-hidden-files.ts';
import {
  conditionFailed,
  refusal,
  refuseForeseen,
  requireMatch,
  requireNoGoal,
  toldCondition,
} from './refusal.ts';

export interface SetGoalRequest {
  /** The contract is as it was sent: contents of hidden files may be with it. */
  readonly contract: Contract;
  readonly labels?: LabelPatch;
  readonly replace: boolean;
  readonly requestId: string;
  readonly condition?: Condition | undefined;
  /** Only where the thread has no goal, finished or not. */
  readonly isFirst?: boolean;
  /** Is sent the events of the goal. */
  readonly callbackUrl?: string | undefined;
}

/**
 * Resolves when the goal stands, with what is worth a warning against the goal before it. `created` is false
 * when the same request had been applied before. What the thread does not take leaves nothing behind.
 */
export async function setGoal(
  dependencies: ServerDependencies,
  thread: ThreadRow,
  {
    contract,
    labels = {},
    replace,
    requestId,
    condition: given,
    isFirst = false,
    callbackUrl,
  }: SetGoalRequest,
): Promise<{ readonly goalId: string; readonly created: boolean; readonly warnings: ContractWarning[] }> {
  const { journal, threads } = dependencies;
  const condition = await toldCondition(dependencies, thread, given);
  if (condition !== undefined && condition.kind !== 'tag')
    await requireMatch(dependencies, thread, condition, requestId);
  if (isFirst) await requireNoGoal(dependencies, thread, requestId);
  await refuseForeseen(dependencies, thread, { replace, requestId, condition });
  await refuseGoalOverQuota(dependencies, thread);
  const [latest] = await journal.listGoals(thread.threadId);
  const goalId = `goal_${uuidv7()}`;
  const stored = await keepHiddenFiles(journal, thread.threadId, contract);
  await journal.saveContract(thread.threadId, goalId, 1, stored);
  if (Object.keys(labels).length > 0) await journal.labelGoal(thread.threadId, goalId, labels);
  if (callbackUrl !== undefined) await keepCallback(journal, thread, goalId, callbackUrl);
  const goal = newGoalOf(goalId, stored);
  const sent = await answered(threads, thread, {
    ...{ type: 'setGoal', requestId, replace, goal },
    ...(condition?.kind === 'tag' && { ifGoalId: condition.goalId, ifRevision: condition.revision }),
  });
  if (sent.state === 'refused' || sent.outcome.goalId !== goalId) await journal.forgetGoal(goalId);
  const isOther = sent.state === 'refused' || (sent.outcome.goalId ?? goalId) !== goalId;
  if (callbackUrl !== undefined && isOther) await dropCallback(journal, thread, goalId);
  if (sent.state === 'refused' && sent.reason === 'staleRevision' && condition !== undefined)
    throw await conditionFailed(dependencies, thread, requestId);
  if (sent.state === 'refused') throw await refusal(dependencies, thread, sent.reason, { requestId });
  const setId = sent.outcome.goalId ?? goalId;
  const warnings = latest === undefined ? [] : lostFilesWarnings(latest.contract, stored);
  return { goalId: setId, created: setId === goalId, warnings };
}
