/** One line for each request, and in every line whose it is: ids only, no query, no body and no header. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { defined } from '../../../objects/defined.ts';
import { activeTraceId } from '../../../telemetry/tracing/active-trace.ts';
import { REQUEST_ID_HEADER } from './x-request-id.ts';

/** The names of ids in paths, and what logs call them. */
const IDS = ['threadId', 'goalId', 'inputId'] as const;

export function logRequests(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    // Streams of events are written past Fastify: only what is set here goes along with them.
    reply.raw.setHeader(REQUEST_ID_HEADER, request.id);
    const log = request.log.child(defined({ ...idsIn(request), traceId: activeTraceId() }));
    request.log = log;
    reply.log = log;
  });
  app.addHook('onResponse', async (request, reply) => {
    const { method, routeOptions } = request;
    request.log.info(
      {
        method,
        route: routeOptions.url ?? 'none',
        status: reply.statusCode,
        durationMs: Math.round(reply.elapsedTime),
      },
      'request answered',
    );
  });
}

function idsIn({ params }: FastifyRequest): Partial<Record<(typeof IDS)[number], string>> {
  const named = (params ?? {}) as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    IDS.flatMap((name) => (typeof named[name] === 'string' ? [[name, named[name]] as const] : [])),
  );
}
