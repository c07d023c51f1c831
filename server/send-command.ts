/**
 * Sends a lifecycle signal and answers race-free: the reply is about this very request (by its id), not about the state
 * that happens to be seen afterwards. 200 applied, 409 refused, 202 accepted but not handled yet.
 */
import type { FastifyReply } from 'fastify';
import type { ThreadRow } from '../journal/journal.ts';
import type { LifecycleCommand } from '../workflows/command.ts';
import type { RefusalReason } from '../workflows/outcome.ts';
import type { ServerDependencies } from './dependencies.ts';
import { notFound, ProblemError } from './problem.ts';
import { readGoal } from './read-goal.ts';

const TITLES: Partial<Record<RefusalReason, string>> = {
  noGoal: 'The thread has no goal',
  illegalTransition: "The goal's status does not allow this",
  budgetExhausted: 'The budget is used up; raise it first',
  staleRevision: 'The goal has changed since',
};

export async function sendCommand(
  dependencies: ServerDependencies,
  thread: ThreadRow,
  command: LifecycleCommand,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { threadId } = thread;
  if ((await dependencies.threads.signal(threadId, command)) === 'notFound') throw notFound('running thread');
  const outcome = await dependencies.threads.outcome(threadId, command.requestId);
  if (outcome === undefined)
    return reply
      .code(202)
      .send({ requestId: command.requestId, accepted: true, threadId, command: command.type });
  const goal = await readGoal(dependencies, threadId);
  if (!outcome.applied)
    throw new ProblemError({
      status: 409,
      code: outcome.reason ?? 'refused',
      title: TITLES[outcome.reason ?? 'noGoal'] ?? 'The command was refused',
      detail: `${command.type} was refused; the goal is ${outcome.status ?? 'not set'}.`,
      requestId: command.requestId,
      goal: goal ?? null,
    });
  return reply.code(200).send({ requestId: command.requestId, ...outcome, goal: goal ?? null });
}
