/** Which problem a request was answered with, for who writes it down afterwards. */
import type { FastifyRequest } from 'fastify';

const codes = new WeakMap<FastifyRequest, string>();

export const noteProblem = (request: FastifyRequest, code: string): void => {
  codes.set(request, code);
};

/** `undefined`: it was answered with no problem. */
export const problemCodeOf = (request: FastifyRequest): string | undefined => codes.get(request);
