/**
 * Replies that stand for good whatever their status says: the thread has ruled on the request, and would rule
 * the same again.
 */
import type { FastifyReply } from 'fastify';
import { ProblemError } from '../problem.ts';

const decided = new WeakSet<FastifyReply>();

/** A refusal by the thread itself, not by the server on its way there. */
export class DecidedProblem extends ProblemError {}

export function noteDecided(error: unknown, reply: FastifyReply): void {
  if (error instanceof DecidedProblem) decided.add(reply);
}

export const isDecided = (reply: FastifyReply): boolean => decided.has(reply);
