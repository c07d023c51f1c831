/** JSON bodies. An empty one is no body: many clients name the type of every request that they send. */
import type { FastifyInstance } from 'fastify';
import { defined } from '../../../objects/defined.ts';
import { ProblemError } from '../problem.ts';

export function acceptJson(app: FastifyInstance): void {
  // JSON only: Fastify would hand text over as a body of its own.
  app.removeContentTypeParser('text/plain');
  const parse = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') done(null, undefined);
    else
      parse(request, String(body), (error, parsed) => done(error && toldWhere(error, String(body)), parsed));
  });
}

/** What is wrong with the text, and at which place of it: the parser's own words. Fastify leaves them out. */
function toldWhere(error: Error, body: string): Error {
  try {
    JSON.parse(body);
    return error;
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : undefined;
    return new ProblemError({
      ...{ status: 400, code: 'invalidJsonBody', title: error.message },
      ...defined({ detail }),
    });
  }
}
