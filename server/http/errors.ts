/** The one place where errors become replies. From 500 up nothing of the cause is told to the caller. */
import type { FastifyInstance, FastifyReply } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { isOutage } from '../../journal/sql/outage.ts';
import {
  type FieldProblem,
  invalid,
  type Problem,
  ProblemError,
  problemBody,
  unavailable,
} from './problem.ts';
import { knownCode } from './problem-codes.ts';

export function handleErrors(app: FastifyInstance): void {
  app.setNotFoundHandler((request, reply) =>
    send(reply, {
      status: 404,
      code: 'notFound',
      title: `There is no ${request.method} ${request.url.split('?')[0]}`,
    }),
  );
  app.setErrorHandler((error, request, reply) => {
    const problem = problemOf(error);
    if (problem.status >= 500 && !(error instanceof ProblemError))
      request.log.error({ err: error }, 'request failed');
    return send(reply, problem);
  });
}

/** Answers errors that Fastify meets before it knows the route, e.g. a path that is no URL. */
export const sendError = (error: unknown, reply: FastifyReply): FastifyReply => send(reply, problemOf(error));

function send(reply: FastifyReply, problem: Problem): FastifyReply {
  if (problem.status === 503) reply.header('retry-after', '2');
  return reply.code(problem.status).type('application/problem+json').send(problemBody(problem));
}

function problemOf(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  if (hasZodFastifySchemaValidationErrors(error)) return invalid(error.validation.map(fieldProblem)).problem;
  const { statusCode, code, message } = error as { statusCode?: number; code?: string; message?: string };
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500)
    return {
      status: statusCode,
      code: knownCode(camelCase(code ?? ''), 'badRequest'),
      title: message ?? 'Bad request',
    };
  if (isOutage(error)) return unavailable('the journal cannot be reached; repeat the request').problem;
  return { status: 500, code: 'internal', title: 'Internal server error' };
}

interface Issue {
  readonly instancePath: string;
  readonly message?: string | undefined;
  readonly keyword?: string;
  readonly params?: unknown;
}

/** An unknown field is named itself, not only the object that holds it. */
function fieldProblem({ instancePath, message, keyword, params }: Issue): FieldProblem {
  const path = instancePath.replace(/^\//, '').replaceAll('/', '.');
  const keys = keyword === 'unrecognized_keys' ? (params as { keys?: string[] }).keys : undefined;
  const field = keys?.[0] === undefined ? path : [path, keys[0]].filter((part) => part !== '').join('.');
  return { field: field === '' ? 'body' : field, message: message ?? 'is not valid' };
}

/** Fastify's codes (`FST_ERR_CTP_INVALID_JSON_BODY`) in this API's spelling (`invalidJsonBody`). */
const camelCase = (code: string): string =>
  code
    .replace(/^FST_ERR_(CTP_)?/, '')
    .toLowerCase()
    .replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
