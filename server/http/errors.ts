/** The one place where errors become replies. From 500 up nothing of the cause is told to the caller. */
import type { FastifyInstance, FastifyReply } from 'fastify';
import { isOutage } from '../../journal/sql/outage.ts';
import { AcceptedForLater } from './accepted.ts';
import { journalOutage } from './journal-outage.ts';
import { noteProblem } from './observed/told-problem.ts';
import { instanceOf } from './observed/x-request-id.ts';
import { type Problem, ProblemError, problemBody, unavailable } from './problem.ts';
import { knownCode, type ProblemCode } from './problem-codes.ts';

/** `fullDisk` says which disk is full, if any: then other parts are away for it. */
export function handleErrors(
  app: FastifyInstance,
  fullDisk: () => string | undefined = () => undefined,
): void {
  app.setNotFoundHandler((request, reply) =>
    send(reply, {
      status: 404,
      code: 'notFound',
      title: `There is no ${request.method} ${request.url.split('?')[0]}`,
    }),
  );
  app.setErrorHandler((error, request, reply) => {
    if (error instanceof AcceptedForLater)
      return reply.code(202).header('location', error.body.statusUrl).send(error.body);
    const problem = problemOf(error);
    if (problem.status >= 500 && !(error instanceof ProblemError))
      request.log.error({ err: error }, 'request failed');
    return send(reply, problem.status === 503 ? withDisk(problem, fullDisk()) : problem);
  });
}

const withDisk = (problem: Problem, full: string | undefined): Problem =>
  full === undefined || problem.detail?.includes(full)
    ? problem
    : { ...problem, detail: [problem.detail, full].filter(Boolean).join('; ') };

/** Answers errors that Fastify meets before it knows the route, e.g. a path that is no URL. */
export const sendError = (error: unknown, reply: FastifyReply): FastifyReply => send(reply, problemOf(error));

/** Refusals that the same request may not meet in a moment. */
const PASSING: readonly ProblemCode[] = ['queueFull', 'requestInFlight'];

function send(reply: FastifyReply, problem: Problem): FastifyReply {
  noteProblem(reply.request, problem.code);
  if (problem.status === 503 || PASSING.includes(problem.code)) reply.header('retry-after', '2');
  const { retryAfterSeconds } = problem;
  if (typeof retryAfterSeconds === 'number') reply.header('retry-after', String(retryAfterSeconds));
  return reply
    .code(problem.status)
    .type('application/problem+json')
    .send(problemBody(problem, instanceOf(reply.request)));
}

function problemOf(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  const { statusCode, code, message } = error as { statusCode?: number; code?: string; message?: string };
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500)
    return {
      status: statusCode,
      code: knownCode(camelCase(code ?? ''), 'badRequest'),
      title: message ?? 'Bad request',
      ...(statusCode === 415 ? { detail: 'Send the body as `content-type: application/json`.' } : {}),
    };
  if (isOutage(error)) return unavailable(`${journalOutage(error)}; repeat the request`).problem;
  return { status: 500, code: 'internal', title: 'Internal server error' };
}

/** Fastify's codes (`FST_ERR_CTP_INVALID_JSON_BODY`) in this API's spelling (`invalidJsonBody`). */
const camelCase = (code: string): string =>
  code
    .replace(/^FST_ERR_(CTP_)?/, '')
    .toLowerCase()
    .replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
