/** How long requests took, by the route's pattern: never by the path, which holds ids. */
import type { FastifyInstance } from 'fastify';
import type { Metrics } from '../../../telemetry/metrics/metrics.ts';

export function measureRequests(app: FastifyInstance, { httpSeconds }: Pick<Metrics, 'httpSeconds'>): void {
  app.addHook('onResponse', async ({ method, routeOptions }, reply) => {
    // Paths that nothing serves are one route, however many there are.
    const labels = { method, route: routeOptions.url ?? 'none', status: String(reply.statusCode) };
    httpSeconds.observe(labels, reply.elapsedTime / 1_000);
  });
}
