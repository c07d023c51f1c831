/** Builds the REST server; it listens elsewhere (`main.ts`), so that tests can call it without a socket. */
import swagger from '@fastify/swagger';
import { type FastifyInstance, fastify } from 'fastify';
import { jsonSchemaTransform, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import type { ServerDependencies } from './dependencies.ts';
import { handleErrors, sendError } from './plugins/errors.ts';
import { goalRoutes } from './routes/goals.ts';
import { healthRoutes } from './routes/health.ts';
import { itemRoutes } from './routes/items.ts';
import { messageRoutes } from './routes/messages.ts';
import { threadRoutes } from './routes/threads.ts';

const MAX_BODY_BYTES = 1024 * 1024;

export interface AppOptions {
  readonly logLevel?: string;
}

export async function buildApp(
  dependencies: ServerDependencies,
  options: AppOptions = {},
): Promise<FastifyInstance> {
  const app = fastify({
    logger: { level: options.logLevel ?? 'warn' },
    bodyLimit: MAX_BODY_BYTES,
    // A slow client must not hold a connection for ever.
    requestTimeout: 60_000,
    connectionTimeout: 120_000,
    routerOptions: { maxParamLength: 200 },
    frameworkErrors: (error, _request, reply) => void sendError(error, reply),
  });
  // JSON only: Fastify would hand text over as a body of its own.
  app.removeContentTypeParser('text/plain');
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  handleErrors(app);
  await app.register(swagger, {
    openapi: { info: { title: 'Goalkeeper', version: 'v1' } },
    transform: jsonSchemaTransform,
  });
  await app.register(healthRoutes(dependencies));
  for (const routes of [threadRoutes, goalRoutes, messageRoutes, itemRoutes])
    await app.register(routes(dependencies), { prefix: '/v1' });
  app.get('/openapi.json', { schema: { hide: true } }, async () => app.swagger());
  await app.ready();
  return app;
}
