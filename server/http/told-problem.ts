/** Which problem a request was answered with, for who writes it down afterwards. */
import type { FastifyRequest } from 'fastify';
import type { ProblemCode } from './problem-codes.ts';

const codes = new WeakMap<FastifyRequest, ProblemCode>();

export const noteProblem = (request: FastifyRequest, code: ProblemCode): void => {
  codes.set(request, code);
};

/** `undefined`: it was answered with no problem. */
export const problemCodeOf = (request: FastifyRequest): ProblemCode | undefined => codes.get(request);
