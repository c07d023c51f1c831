/** A filter that does not exist must not look as if it worked: what no route knows in a query is a 400. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';

const NO_FIELDS = z.strictObject({});

/** Every route of the API that declares no query takes none. Call it before routes are added. */
export function closeQueries(app: FastifyInstance): void {
  app.addHook('onRoute', (route) => {
    if (!route.url.startsWith('/v1/') || route.schema?.querystring !== undefined) return;
    route.schema = { ...route.schema, querystring: NO_FIELDS };
  });
}
