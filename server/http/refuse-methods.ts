/** Methods that a known path does not serve (RFC 9110, 15.5.6). */
import type { FastifyInstance, HTTPMethods } from 'fastify';
import { ProblemError } from './problem.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** All that the route does is to say that the method is not served. */
    readonly refusesMethod?: true;
  }
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'QUERY', 'TRACE'] as const;

/** It is called before any route is there; the function that it gives is called when all are. */
export function noteMethods(app: FastifyInstance): () => void {
  if (!app.supportedMethods.includes('TRACE')) app.addHttpMethod('TRACE');
  const served = new Map<string, Set<HTTPMethods>>();
  app.addHook('onRoute', ({ url, method }) => {
    const methods = served.get(url) ?? new Set();
    for (const one of [method].flat()) methods.add(one as HTTPMethods);
    served.set(url, methods);
  });
  return () => {
    for (const [url, methods] of [...served]) refuseOthers(app, url, [...methods]);
  };
}

/** The method is refused before the body is looked at: it does not matter what is in it. */
function refuseOthers(app: FastifyInstance, url: string, served: readonly HTTPMethods[]): void {
  const method = METHODS.filter((one) => !served.includes(one));
  const allow = METHODS.filter((one) => served.includes(one)).join(', ');
  const handler = async (
    request: { method: string },
    reply: { header(name: string, value: string): unknown },
  ) => {
    reply.header('allow', allow);
    const title = `${request.method} is not served here`;
    throw new ProblemError({ status: 405, code: 'methodNotAllowed', title, detail: `Served: ${allow}.` });
  };
  app.route({
    method,
    url,
    schema: { hide: true },
    config: { refusesMethod: true },
    onRequest: handler,
    handler,
  });
}
