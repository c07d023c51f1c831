/** JSON bodies. An empty one is no body: many clients name the type of every request that they send. */
import type { FastifyInstance } from 'fastify';

export function acceptJson(app: FastifyInstance): void {
  // JSON only: Fastify would hand text over as a body of its own.
  app.removeContentTypeParser('text/plain');
  const parse = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') done(null, undefined);
    else parse(request, String(body), done);
  });
}
