/**
 * Headers that make a change safe, sent to a route that does not hold them: it would act as if nothing had
 * been asked, so that it is refused before it does anything.
 */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { invalid, ProblemError } from './problem.ts';

const READING: readonly string[] = ['GET', 'HEAD', 'OPTIONS'];

/** What has no entity tag is none that somebody could name (RFC 9110, 13.1.1). */
const NO_ENTITY_TAG = {
  status: 412,
  code: 'noEntityTag',
  title: 'Nothing here has an entity tag that If-Match could name',
  detail: 'Send the request without `If-Match`.',
} as const;

/** Nothing is made or changed only where there is nothing, but by the routes that say so (13.1.2). */
const THERE_ALREADY = {
  status: 412,
  code: 'noEntityTag',
  title: 'What is asked for is there already',
  detail: '`If-None-Match: *` is for setting a goal and writing a file alone: send the request without it.',
} as const;

/** Call it behind whatever says who asks. */
export function refuseUnheldHeaders(app: FastifyInstance): void {
  app.addHook('preValidation', async (request) => {
    const { method, headers, is404, routeOptions } = request;
    if (READING.includes(method) || is404 || routeOptions.config?.refusesMethod === true) return;
    const match = headers['if-match'];
    if (match !== undefined && match.trim() !== '*' && !holds(request, 'if-match'))
      throw new ProblemError(NO_ENTITY_TAG);
    const noneMatch = headers['if-none-match'];
    if (noneMatch !== undefined && !holds(request, 'if-none-match')) {
      if (noneMatch.trim() === '*') throw new ProblemError(THERE_ALREADY);
      throw invalid([{ field: 'if-none-match', message: 'of a change is `*`, or is left out' }]);
    }
    // Whoever took a part for the whole would lose what the rest was (RFC 9110, 14.5).
    if (headers['content-range'] !== undefined)
      throw invalid([{ field: 'content-range', message: 'is taken by no route: send the whole content' }]);
    if (headers['idempotency-key'] !== undefined && !holds(request, 'idempotency-key'))
      throw invalid([
        { field: 'idempotency-key', message: 'is taken by other routes only: this one acts each time' },
      ]);
  });
}

function holds({ routeOptions: { schema } }: FastifyRequest, header: string): boolean {
  const declared: unknown = schema?.headers;
  return declared instanceof z.ZodObject && Object.hasOwn(declared.shape, header);
}
