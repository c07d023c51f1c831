/** The paths that a group of routes answers to GET, without anything behind them. */
import { fastify } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { ServerDependencies } from '../../../server/dependencies.ts';

export async function getPathsOf(
  routes: (dependencies: ServerDependencies) => FastifyPluginAsyncZod,
): Promise<string[]> {
  const unused = new Proxy({}, { get: () => undefined });
  const app = fastify();
  const paths: string[] = [];
  app.addHook('onRoute', ({ method, url }) => {
    if (method === 'GET') paths.push(url);
  });
  await app.register(routes(unused as ServerDependencies));
  await app.close();
  return paths;
}
