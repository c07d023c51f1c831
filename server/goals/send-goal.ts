import type { FastifyReply } from 'fastify';
import type { ThreadRow } from '../../journal/rows/thread-row.ts';
import type { ServerDependencies } from '../dependencies.ts';
import { entityTag } from '../http/if-match.ts';
import { notFound } from '../http/problem.ts';
import { readGoal } from './read-goal.ts';
import type { GoalReply } from './schema/goal.ts';

/** The goal and its revision are in the entity tag too, so that a later change can be made conditional. */
export const sendGoal = (
  reply: FastifyReply,
  goal: GoalReply,
  members: Pick<GoalReply, 'warnings' | 'findings' | 'acceptedState' | 'restoredPaths'> = {},
): FastifyReply => reply.header('etag', entityTag(goal)).send({ ...goal, ...members } satisfies GoalReply);

/** The goal that a request has just changed. Throws when another one took it away meanwhile. */
export async function changedGoal(dependencies: ServerDependencies, thread: ThreadRow): Promise<GoalReply> {
  const goal = await readGoal(dependencies, thread);
  if (goal === undefined) throw notFound('goal on this thread any more');
  return goal;
}
