/** Refuses what foreign web pages ask, and tells browsers which pages may ask (CORS). */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ProblemError } from '../problem.ts';
import type { Access } from './access.ts';
import { isListed, type PageRefusal, pageRefusal } from './page-refusal.ts';

const PROBLEMS = {
  unknownHost: {
    status: 421,
    code: 'unknownHost',
    title: 'The service is not known by this host name',
    detail: 'Ask it by an address that it listens on, or have its operator add the name to ALLOWED_HOSTS.',
  },
  crossSite: {
    status: 403,
    code: 'crossSite',
    title: 'Pages of other origins may not ask this service',
    detail: 'Its operator can add the origin of the page to ALLOWED_ORIGINS.',
  },
  unnamedPage: {
    status: 415,
    code: 'invalidMediaType',
    title: 'The type of the request is missing',
    detail: 'Send `content-type: application/json`: browsers without it could be made to ask by any page.',
  },
} as const satisfies Record<PageRefusal, object>;

const METHODS = 'GET, HEAD, POST, PUT, PATCH, DELETE';
const REQUEST_HEADERS =
  'authorization, content-type, idempotency-key, if-match, if-none-match, last-event-id, x-request-id, traceparent';
const REPLY_HEADERS =
  'etag, location, retry-after, idempotency-replayed, allow, www-authenticate, x-request-id, ratelimit, ratelimit-policy';
const PREFLIGHT_SECONDS = '600';

/** It is called before any route is there, so that its hook comes before those of routes. */
export function guardOrigin(app: FastifyInstance, access: Access): void {
  app.addHook('onRequest', async (request, reply) => {
    const refused = pageRefusal({ method: request.method, headers: request.raw.headers }, access);
    if (refused !== undefined) throw new ProblemError(PROBLEMS[refused]);
    const { origin } = request.headers;
    if (!isListed(origin, access)) return undefined;
    // Streams of events are written past Fastify: only what is set here goes along with them.
    reply.raw.setHeader('access-control-allow-origin', origin);
    reply.raw.setHeader('access-control-expose-headers', REPLY_HEADERS);
    return isPreflight(request) ? allowed(reply) : undefined;
  });
  if (access.origins.length === 0) return;
  app.addHook('onSend', async (_request, reply) => {
    const varies = [reply.getHeader('vary')].flat().filter((each) => each !== undefined);
    reply.header('vary', [...varies, 'origin'].join(', '));
  });
}

const isPreflight = ({ method, headers }: FastifyRequest): boolean =>
  method === 'OPTIONS' && headers['access-control-request-method'] !== undefined;

const allowed = (reply: FastifyReply): FastifyReply =>
  reply
    .code(204)
    .header('access-control-allow-methods', METHODS)
    .header('access-control-allow-headers', REQUEST_HEADERS)
    .header('access-control-max-age', PREFLIGHT_SECONDS)
    .send();
