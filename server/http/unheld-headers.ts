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

/** Call it behind whatever says who asks. */
export function refuseUnheldHeaders(app: FastifyInstance): void {
  app.addHook('preValidation', async (request) => {
    const { method, headers, is404, routeOptions } = request;
    if (READING.includes(method) || is404 || routeOptions.config?.refusesMethod === true) return;
    const match = headers['if-match'];
    if (match !== undefined && match.trim() !== '*' && !holds(request, 'if-match'))
      throw new ProblemError(NO_ENTITY_TAG);
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
