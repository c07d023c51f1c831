/**
 * Sends a lifecycle signal and tells race-free what became of it: of this very request (by its id), not of
 * the state that happens to be seen afterwards.
 */
import type { FastifyReply } from 'fastify';
import type { ThreadRow } from '../../journal/rows/thread-row.ts';
import type { LifecycleCommand } from '../../workflows/command/command.ts';
import type { Outcome, RefusalReason } from '../../workflows/thread/state/outcome.ts';
import type { ServerDependencies } from '../dependencies.ts';
import { findLivingThread } from '../goals/find-living-thread.ts';
import { readGoal } from '../goals/read-goal.ts';
import { conditionFailed, refusal, toldCondition } from '../goals/refusal.ts';
import type { GoalReply } from '../goals/schema/goal.ts';
import { acceptedBody } from '../http/accepted.ts';
import { type Condition, entityTag } from '../http/if-match.ts';
import { withRequestIds } from '../http/named-outage.ts';
import { notFound } from '../http/problem.ts';
import { readEnd } from '../lookup/read-end.ts';
import { refuseGoalOverQuota } from '../quotas/refuse-over-quota.ts';
import type { HandledCommand } from './outcome-schema.ts';

/** `accepted`: the signal is in the history and will act, but was not handled yet. */
export type SentCommand =
  | { readonly state: 'accepted' }
  | { readonly state: 'applied'; readonly outcome: Outcome; readonly goal: GoalReply | null };

/** Why a thread refuses it on which nothing was ever begun. */
const BEFORE_ANYTHING: Partial<Record<LifecycleCommand['type'], RefusalReason>> = {
  pause: 'noGoal',
  resume: 'noGoal',
  clear: 'noGoal',
  check: 'noGoal',
  wake: 'notWaiting',
};

/** Throws a 409 when the command was refused, a 412 when its condition does not hold. */
export async function sendCommand(
  dependencies: ServerDependencies,
  thread: ThreadRow,
  command: LifecycleCommand,
  given?: Condition,
): Promise<SentCommand> {
  const { threadId } = thread;
  const { requestId } = command;
  if (command.type === 'resume') await refuseGoalOverQuota(dependencies, thread);
  const condition = await toldCondition(dependencies, thread, given);
  if (condition?.kind === 'none') throw await conditionFailed(dependencies, thread, requestId);
  const conditional =
    condition?.kind === 'tag'
      ? { ...command, ifGoalId: condition.goalId, ifRevision: condition.revision }
      : command;
  const signalled = await withRequestIds({ requestId, threadId }, () =>
    dependencies.threads.signal(threadId, conditional),
  );
  if (signalled === 'notFound') {
    // It may have been archived this very moment.
    const living = await findLivingThread(dependencies, thread, threadId);
    const isLost = (await readEnd(dependencies, living)) !== undefined;
    const reason = isLost ? 'archived' : BEFORE_ANYTHING[command.type];
    if (reason === undefined) throw notFound('running thread');
    throw await refusal(dependencies, living, reason, { requestId });
  }
  const outcome = await dependencies.threads.outcome(threadId, requestId);
  if (outcome === 'noAnswer' || outcome === 'unknown') return { state: 'accepted' };
  if (outcome.reason === 'staleRevision' && condition !== undefined)
    throw await conditionFailed(dependencies, thread, requestId);
  if (!outcome.applied) throw await refusal(dependencies, thread, outcome.reason ?? 'refused', { requestId });
  return { state: 'applied', outcome, goal: (await readGoal(dependencies, thread)) ?? null };
}

/** 202 with the place to ask for the outcome at. */
export const sendAccepted = (
  reply: FastifyReply,
  { threadId }: ThreadRow,
  command: LifecycleCommand,
): FastifyReply => {
  const body = acceptedBody(threadId, { type: command.type, requestId: command.requestId });
  return reply.code(202).header('location', body.statusUrl).send(body);
};

/** 200 with the outcome and the goal, or 202. */
export function replyToCommand(
  reply: FastifyReply,
  thread: ThreadRow,
  command: LifecycleCommand,
  result: SentCommand,
): FastifyReply {
  if (result.state === 'accepted') return sendAccepted(reply, thread, command);
  const { outcome, goal } = result;
  if (goal !== null) reply.header('etag', entityTag(goal));
  const { requestId } = command;
  return reply.code(200).send({ requestId, ...outcome, goal } satisfies HandledCommand);
}
