/** Builds the REST server; it listens elsewhere (`main.ts`), so that tests can call it without a socket. */
import swagger from '@fastify/swagger';
import { type FastifyInstance, fastify } from 'fastify';
import { jsonSchemaTransform, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { errorSummary } from '../logging/error-summary.ts';
import type { ServerDependencies } from './dependencies.ts';
import { handleErrors, sendError } from './plugins/errors.ts';
import { acceptJson } from './plugins/json-body.ts';
import { acceptStateRoutes } from './routes/accept-state.ts';
import { checkGoalRoutes } from './routes/check-goal.ts';
import { checkRoutes } from './routes/checks.ts';
import { commandRoutes } from './routes/commands.ts';
import { contextRoutes } from './routes/context.ts';
import { eventRoutes } from './routes/events.ts';
import { goalDraftRoutes } from './routes/goal-drafts.ts';
import { goalRoutes } from './routes/goals.ts';
import { healthRoutes } from './routes/health.ts';
import { itemRoutes } from './routes/items.ts';
import { ledgerRoutes } from './routes/ledger.ts';
import { lifecycleRoutes } from './routes/lifecycle.ts';
import { messageRoutes } from './routes/messages.ts';
import { reportRoutes } from './routes/report.ts';
import { restoreRoutes } from './routes/restore.ts';
import { threadChangeRoutes } from './routes/thread-changes.ts';
import { threadRoutes } from './routes/threads.ts';

const MAX_BODY_BYTES = 1024 * 1024;
/** An id that the caller chose has up to 255 characters, each of up to nine in a URL. */
const MAX_PARAM_CHARACTERS = 2_400;

const ROUTES = [
  threadRoutes,
  threadChangeRoutes,
  goalRoutes,
  goalDraftRoutes,
  checkRoutes,
  checkGoalRoutes,
  acceptStateRoutes,
  restoreRoutes,
  lifecycleRoutes,
  messageRoutes,
  commandRoutes,
  itemRoutes,
  eventRoutes,
  contextRoutes,
  ledgerRoutes,
  reportRoutes,
];

/** Fastify wants both fields; what they would say stays out of the log. */
const withoutWords = (error: unknown) => ({ message: 'not logged', stack: '', ...errorSummary(error) });

export interface AppOptions {
  readonly logLevel?: string;
}

export async function buildApp(
  dependencies: ServerDependencies,
  options: AppOptions = {},
): Promise<FastifyInstance> {
  const app = fastify({
    logger: { level: options.logLevel ?? 'warn', serializers: { err: withoutWords } },
    bodyLimit: MAX_BODY_BYTES,
    // A slow client must not hold a connection for ever.
    requestTimeout: 60_000,
    connectionTimeout: 120_000,
    routerOptions: { maxParamLength: MAX_PARAM_CHARACTERS },
    frameworkErrors: (error, _request, reply) => void sendError(error, reply),
  });
  acceptJson(app);
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  handleErrors(app);
  await app.register(swagger, {
    openapi: { info: { title: 'Goalkeeper', version: 'v1' } },
    transform: jsonSchemaTransform,
  });
  await app.register(healthRoutes(dependencies));
  for (const routes of ROUTES) await app.register(routes(dependencies), { prefix: '/v1' });
  app.get('/openapi.json', { schema: { hide: true } }, async () => app.swagger());
  await app.ready();
  return app;
}
